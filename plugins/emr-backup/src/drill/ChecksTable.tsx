import type {
  CheckResult,
  DrillDetail,
} from '@emr-backup/plugin-emr-backup-common';
import { Text } from '@backstage/ui';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { InfoCard } from '../marks/InfoCard';
import { CheckPill } from '../marks/pills';
import { Told } from '../marks/Told';
import { useSaid, useWords, type Said, type Words } from '../words';
import { CheckTitle } from './CheckTitle';
import { checkSaid } from './checkWords';

/** What is bad comes first; the rest stays in the order it was asked. */
const RANK = { fail: 0, warn: 1, pass: 2, skip: 3 } as const;

const written = (value: CheckResult['value']) =>
  value === null ? '—' : String(value);

const columnsOf = (t: Words, said: Said): DataColumn<CheckResult>[] => [
  {
    id: 'result',
    label: t('drill.column.result'),
    width: '7rem',
    cell: check => <CheckPill status={check.status} />,
  },
  {
    id: 'check',
    label: t('drill.column.check'),
    cell: check => (
      <strong>
        <CheckTitle check={check} />
      </strong>
    ),
  },
  {
    id: 'found',
    label: t('drill.column.found'),
    cell: check => (
      <>
        <Told said={checkSaid(check, said)} message={check.detail} />
        {(check.status === 'fail' || check.status === 'warn') &&
          check.value !== null &&
          check.expected !== null && (
            <CellNote>
              {t('drill.measured', {
                value: written(check.value),
                expected: written(check.expected),
              })}
            </CellNote>
          )}
      </>
    ),
  },
];

/** The checks as they land; once over, failures first. */
export function ChecksCard({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const said = useSaid();
  const checks =
    drill.state === 'finished'
      ? [...drill.checkResults].sort((a, b) => RANK[a.status] - RANK[b.status])
      : drill.checkResults;
  return (
    <InfoCard title={t('drill.checks')}>
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
          columns={columnsOf(t, said)}
          rowHeader="check"
          items={checks}
          idOf={check => check.id}
        />
      )}
    </InfoCard>
  );
}
