import type { RunnerStatus } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { When } from '../marks/When';
import { useWords, type Words } from '../words';

const STATE_LOOK: Record<
  RunnerStatus['state'],
  { tone: Tone; shape: PillShape }
> = {
  up: { tone: 'good', shape: 'disc' },
  draining: { tone: 'late', shape: 'ring' },
  lost: { tone: 'bad', shape: 'diamond' },
};

const columnsOf = (format: Format, t: Words): DataColumn<RunnerStatus>[] => [
  {
    id: 'state',
    label: t('plan.state'),
    width: '8rem',
    cell: runner => (
      <Pill {...STATE_LOOK[runner.state]}>
        {t(`plan.runnerStates.${runner.state}`)}
      </Pill>
    ),
  },
  {
    id: 'host',
    label: t('plan.host'),
    cell: runner => (
      <>
        <strong>{runner.host}</strong>
        <CellNote>
          {runner.pools.map(pool => t('plan.pool', { pool })).join(', ')}
        </CellNote>
      </>
    ),
  },
  {
    id: 'can',
    label: t('plan.can'),
    from: 480,
    cell: runner => (
      <>
        {runner.engines
          .map(({ name, version }) => `${name} ${version}`)
          .join(', ') || '—'}
        <CellNote>{runner.tools.join(', ')}</CellNote>
      </>
    ),
  },
  {
    id: 'busy',
    label: t('plan.busy'),
    width: '6rem',
    cell: runner =>
      t('plan.busyValue', {
        running: format.number(runner.running),
        places: format.number(runner.places),
      }),
  },
  {
    id: 'beat',
    label: t('plan.beat'),
    width: '10rem',
    from: 560,
    cell: runner => <When at={runner.heartbeatAt} format={format} />,
  },
];

/** The processes that run drills, and what each can do. */
export function RunnerTable(props: {
  runners: RunnerStatus[];
  format: Format;
}) {
  const t = useWords();
  return (
    <DataTable
      label={t('plan.runnersTable')}
      columns={columnsOf(props.format, t)}
      rowHeader="host"
      items={props.runners}
      idOf={({ id }) => id}
      empty={t('plan.runnersNone')}
    />
  );
}
