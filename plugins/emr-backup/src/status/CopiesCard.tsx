import type { CopyStatus } from '@emr-backup/plugin-emr-backup-common';
import { useFormat, type Format } from '../format';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { When } from '../marks/When';
import { useWords, type Words } from '../words';

function ProofPill({ copy }: { copy: CopyStatus }) {
  const t = useWords();
  if (copy.problem) {
    return (
      <Pill tone="late" shape="open">
        {t('copies.unreadable')}
      </Pill>
    );
  }
  if (copy.newest?.hollow) {
    return (
      <Pill tone="bad" shape="diamond">
        {t('copies.hollow')}
      </Pill>
    );
  }
  return copy.proved ? (
    <Pill tone="good" shape="disc">
      {t('copies.proved')}
    </Pill>
  ) : (
    <Pill tone="quiet" shape="ring">
      {t('copies.declared')}
    </Pill>
  );
}

const columnsOf = (format: Format, t: Words): DataColumn<CopyStatus>[] => [
  {
    id: 'place',
    label: t('copies.place'),
    cell: copy => (
      <>
        <strong>{copy.location ?? copy.store}</strong>
        <CellNote>
          {[
            copy.location && copy.store,
            copy.offsite && t('copies.offsite'),
            copy.immutable && t('copies.immutable'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </CellNote>
      </>
    ),
  },
  {
    id: 'newest',
    label: t('copies.newest'),
    cell: copy => (
      <>
        {copy.newest?.takenAt ? (
          <When at={copy.newest.takenAt} format={format} />
        ) : (
          t('copies.nothing')
        )}
        {copy.newest && `, ${format.bytes(copy.newest.bytes)}`}
        <CellNote>
          {copy.problem ??
            [
              t('copies.artifacts', { count: copy.artifacts }),
              copy.observedAt &&
                t('copies.looked', { when: format.relative(copy.observedAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
        </CellNote>
      </>
    ),
  },
  {
    id: 'proof',
    label: t('copies.proof'),
    width: '7rem',
    cell: copy => <ProofPill copy={copy} />,
  },
];

/** Copies side by side: solid is proved, a ring is only declared. */
export function CopiesCard(props: { copies: CopyStatus[]; zone: string }) {
  const t = useWords();
  const format = useFormat(props.zone);
  return (
    <InfoCard title={t('card.copies')}>
      <DataTable
        label={t('copies.table')}
        columns={columnsOf(format, t)}
        rowHeader="place"
        items={props.copies}
        idOf={copy => `${copy.store}/${copy.path}`}
        empty={t('copies.nothing')}
      />
    </InfoCard>
  );
}
