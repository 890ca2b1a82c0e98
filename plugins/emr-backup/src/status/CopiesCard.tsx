import type {
  CopyRuleResult,
  CopyStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { useFormat, type Format } from '../format';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { InfoCard } from '../marks/InfoCard';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { When } from '../marks/When';
import { useWords, type Words } from '../words';
import { CopyRules } from './CopyRules';
import styles from './CopiesCard.module.css';

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

type Agreement = NonNullable<CopyStatus['agreement']>;

const AGREEMENT_LOOK: Record<Agreement, { tone: Tone; shape: PillShape }> = {
  same: { tone: 'good', shape: 'disc' },
  differs: { tone: 'bad', shape: 'diamond' },
  behind: { tone: 'late', shape: 'ring' },
  unknown: { tone: 'quiet', shape: 'dash' },
};

function AgreementPill({ agreement }: { agreement: Agreement }) {
  const t = useWords();
  return (
    <Pill {...AGREEMENT_LOOK[agreement]}>{t(`agreement.${agreement}`)}</Pill>
  );
}

const placeNotes = (copy: CopyStatus, t: Words) => [
  copy.location && copy.store,
  copy.medium,
  copy.offsite && t('copies.offsite'),
  copy.immutable && t('copies.immutable'),
  copy.role === 'replica' && t('agreement.replica'),
  copy.role === 'mirror' && t('agreement.mirror'),
];

const columnsOf = (format: Format, t: Words): DataColumn<CopyStatus>[] => [
  {
    id: 'place',
    label: t('copies.place'),
    cell: copy => (
      <>
        <strong>{copy.location ?? copy.store}</strong>
        <CellNote>{placeNotes(copy, t).filter(Boolean).join(' · ')}</CellNote>
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
    cell: copy => (
      <div className={styles.proof}>
        <ProofPill copy={copy} />
        {copy.agreement && <AgreementPill agreement={copy.agreement} />}
      </div>
    ),
  },
];

/** The copies of one job, and what they come to by the 3-2-1-1-0 rule. */
export type JobCopies = {
  copies: CopyStatus[];
  copyRules?: CopyRuleResult[];
};

/** Copies side by side: solid is proved, a ring is only declared. */
export function CopiesTable(props: JobCopies & { zone: string }) {
  const { copies, copyRules, zone } = props;
  const t = useWords();
  const format = useFormat(zone);
  return (
    <>
      <DataTable
        label={t('copies.table')}
        columns={columnsOf(format, t)}
        rowHeader="place"
        items={copies}
        idOf={copy => `${copy.store}/${copy.path}`}
        empty={t('copies.nothing')}
      />
      {copyRules && copyRules.length > 0 && (
        <CopyRules rules={copyRules} format={format} />
      )}
    </>
  );
}

/** The copies of one job in a card of their own. */
export function CopiesCard(props: JobCopies & { zone: string }) {
  const t = useWords();
  return (
    <InfoCard title={t('card.copies')}>
      <CopiesTable {...props} />
    </InfoCard>
  );
}
