import { useState } from 'react';
import { Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RegisteredEntity } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { Starter } from '../drill/Starter';
import { useFormat } from '../format';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import readable from '../marks/readable.module.css';
import { Shown } from '../marks/states';
import { When } from '../marks/When';
import { useReading } from '../reading';
import { useWords } from '../words';
import type { ClinicDraft } from './clinicDraft';
import { registeredDraft } from './registeredDraft';
import { RemoveButton } from './RemoveButton';

const titleOf = ({ entity: { metadata } }: RegisteredEntity) =>
  metadata.title ?? metadata.name;

/** Titles of the registered servers and jobs that name an entity. */
function neededBy(one: RegisteredEntity, all: readonly RegisteredEntity[]) {
  const names = [one.ref, one.entity.metadata.name];
  const field = { Clinic: 'clinic', EmrServer: 'server' }[one.entity.kind];
  if (!field) return [];
  return all
    .filter(({ entity }) => names.includes(String(entity.spec[field])))
    .map(titleOf);
}

/** What was registered here: to change, or to take out of the catalog. */
export function RegisteredList(props: {
  onChange(draft: ClinicDraft, name: string): void;
}) {
  const { onChange } = props;
  const t = useWords();
  const format = useFormat();
  const api = useApi(emrBackupApiRef);
  const [removed, setRemoved] = useState<string>();
  const reading = useReading({
    key: 'registered',
    read: () => api.listRegistered(),
  });
  const columnsOf = (
    all: readonly RegisteredEntity[],
  ): DataColumn<RegisteredEntity>[] => [
    {
      id: 'entity',
      label: t('register.kept.entity'),
      cell: one => (
        <>
          <NamedLink to={{ ref: one.ref, title: titleOf(one) }} bold />
          <CellNote>{one.entity.kind}</CellNote>
        </>
      ),
    },
    {
      id: 'changed',
      label: t('register.kept.changed'),
      from: 700,
      cell: one => (
        <>
          <When at={one.changedAt} format={format} /> ·{' '}
          <Starter startedBy={one.changedBy} />
        </>
      ),
    },
    {
      id: 'change',
      label: t('register.kept.change'),
      // On a phone the buttons stand one above the other.
      width: 'min(14rem, 34vw)',
      cell: one => {
        const draft = registeredDraft(
          one.entity,
          all.map(({ entity }) => entity),
        );
        const name = titleOf(one);
        return (
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            {draft && (
              <Button
                variant="secondary"
                size="small"
                aria-label={t('register.kept.editOne', { name })}
                onPress={() => onChange(draft, one.ref)}
              >
                {t('register.kept.edit')}
              </Button>
            )}
            <RemoveButton
              entityRef={one.ref}
              name={name}
              neededBy={neededBy(one, all)}
              onRemoved={() => {
                setRemoved(name);
                reading.reload();
              }}
            />
          </Flex>
        );
      },
    },
  ];
  return (
    <Flex direction="column" gap="3">
      <Text as="p" color="secondary">
        {t('register.kept.hint')}
      </Text>
      {removed && (
        <Text as="p" role="status">
          {t('register.kept.removed', { name: removed })}
        </Text>
      )}
      <Shown reading={reading}>
        {all =>
          all.length === 0 ? (
            <div>
              <Text as="p" weight="bold">
                {t('register.kept.none')}
              </Text>
              <Text as="p" color="secondary">
                {t('register.kept.noneHint')}
              </Text>
            </div>
          ) : (
            <Card className={readable.readable}>
              <CardBody>
                <DataTable
                  label={t('register.kept.table')}
                  columns={columnsOf(all)}
                  rowHeader="entity"
                  items={all}
                  idOf={({ ref }) => ref}
                />
              </CardBody>
            </Card>
          )
        }
      </Shown>
    </Flex>
  );
}
