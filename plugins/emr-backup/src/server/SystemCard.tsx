import {
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import {
  RELATION_SUPPLIED_BY,
  type EmrServerEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { useSystemLine } from '../fleet/clinicCells';
import { EntityLink } from '../marks/EntityLink';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { productName, useWords } from '../words';

function Related({ entity, relation }: { entity: Entity; relation: string }) {
  const refs = getEntityRelations(entity, relation).map(ref =>
    stringifyEntityRef(ref),
  );
  return (
    <>
      {refs.map(ref => (
        <div key={ref}>
          <EntityLink entityRef={ref} />
        </div>
      ))}
    </>
  );
}

const hasRelation = (entity: Entity, relation: string) =>
  getEntityRelations(entity, relation).length > 0;

/** What the server runs, where, from whom, and what it cannot run without. */
export function ServerSystemCard() {
  const { entity } = useEntity<EmrServerEntity>();
  const t = useWords();
  const systemLine = useSystemLine();
  const { product, version, hosting, database } = entity.spec;
  const written = [database?.engine, database?.version, database?.name]
    .filter(Boolean)
    .join(' · ');
  return (
    <InfoCard title={t('title.system')}>
      <Facts
        facts={[
          { name: t('system.product'), value: productName(product) },
          Boolean(version) && { name: t('system.version'), value: version },
          Boolean(hosting) && {
            name: t('system.hosting'),
            value: hosting && systemLine([], [hosting]),
          },
          Boolean(written) && { name: t('system.database'), value: written },
          hasRelation(entity, RELATION_PART_OF) && {
            name: t('system.clinic'),
            value: <Related entity={entity} relation={RELATION_PART_OF} />,
          },
          hasRelation(entity, RELATION_SUPPLIED_BY) && {
            name: t('system.supplier'),
            value: <Related entity={entity} relation={RELATION_SUPPLIED_BY} />,
          },
          hasRelation(entity, RELATION_OWNED_BY) && {
            name: t('system.owner'),
            value: <Related entity={entity} relation={RELATION_OWNED_BY} />,
          },
        ]}
      />
      <div>
        <Text as="h4" variant="body-medium" weight="bold">
          {t('title.needs')}
        </Text>
        {hasRelation(entity, RELATION_DEPENDS_ON) ? (
          <>
            <Text as="p" variant="body-small" color="secondary">
              {t('system.needs')}
            </Text>
            <Related entity={entity} relation={RELATION_DEPENDS_ON} />
          </>
        ) : (
          <Text as="p" color="secondary">
            {t('system.nothing')}
          </Text>
        )}
      </div>
    </InfoCard>
  );
}
