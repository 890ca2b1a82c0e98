import type {
  CheckResult,
  DrillDetail,
} from '@emr-backup/plugin-emr-backup-common';
import { Text } from '@backstage/ui';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { InfoCard } from '../marks/InfoCard';
import { CheckPill } from '../marks/pills';
import { Told } from '../marks/Told';
import { useElementWidth } from '../marks/useElementWidth';
import { useSaid, useWords, type Words } from '../words';
import { CheckTitle } from './CheckTitle';
import { checkSaid } from './checkWords';
import styles from './ChecksTable.module.css';

/** What is bad comes first; the rest stays in the order it was asked. */
const RANK = { fail: 0, warn: 1, pass: 2, skip: 3 } as const;

const written = (value: CheckResult['value']) =>
  value === null ? '—' : String(value);

/** What the check found, with the measures where they are the news. */
function Found({ check }: { check: CheckResult }) {
  const t = useWords();
  const said = useSaid();
  const { status, value, expected } = check;
  return (
    <>
      <Told said={checkSaid(check, said)} message={check.detail} />
      {(status === 'fail' || status === 'warn') &&
        value !== null &&
        expected !== null && (
          <CellNote>
            {t('drill.measured', {
              value: written(value),
              expected: written(expected),
            })}
          </CellNote>
        )}
    </>
  );
}

const Title = ({ check }: { check: CheckResult }) => (
  <strong>
    <CheckTitle check={check} />
  </strong>
);

const columnsOf = (t: Words): DataColumn<CheckResult>[] => [
  {
    id: 'result',
    label: t('drill.column.result'),
    width: '7rem',
    cell: check => <CheckPill status={check.status} />,
  },
  {
    id: 'check',
    label: t('drill.column.check'),
    cell: check => <Title check={check} />,
  },
  {
    id: 'found',
    label: t('drill.column.found'),
    cell: check => <Found check={check} />,
  },
];

/** In pixels: in a narrower card the three would be cut at its edge. */
const COLUMNS_FROM = 480;

/** Everything about a check in one cell, for a phone. */
const stackedOf = (t: Words): DataColumn<CheckResult>[] => [
  {
    id: 'check',
    label: t('drill.column.check'),
    cell: check => (
      <div className={styles.stacked}>
        <div className={styles.stackedHead}>
          <Title check={check} />
          <CheckPill status={check.status} />
        </div>
        <div>
          <Found check={check} />
        </div>
      </div>
    ),
  },
];

/** The checks as they land; once over, failures first. */
export function ChecksCard({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const checks =
    drill.state === 'finished'
      ? [...drill.checkResults].sort((a, b) => RANK[a.status] - RANK[b.status])
      : drill.checkResults;
  return (
    <InfoCard title={t('drill.checks')}>
      <div ref={ref}>
        {checks.length === 0 ? (
          <Text as="p" color="secondary">
            {t(
              drill.state === 'finished'
                ? 'drill.checksNever'
                : 'drill.checksNone',
            )}
          </Text>
        ) : (
          <DataTable
            label={t('drill.checks')}
            columns={width < COLUMNS_FROM ? stackedOf(t) : columnsOf(t)}
            rowHeader="check"
            items={checks}
            idOf={check => check.id}
          />
        )}
      </div>
    </InfoCard>
  );
}
