import type { PlannedDrill } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import {
  CellNote,
  DataTable,
  LinkLine,
  Tight,
  type DataColumn,
} from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { ToldSentences } from '../marks/ToldSentences';
import { When } from '../marks/When';
import { useWords, type Words } from '../words';

const STATE_LOOK: Record<
  PlannedDrill['state'],
  { tone: Tone; shape: PillShape }
> = {
  planned: { tone: 'quiet', shape: 'ring' },
  queued: { tone: 'busy', shape: 'ring' },
  running: { tone: 'busy', shape: 'arc' },
  paused: { tone: 'late', shape: 'dash' },
  blocked: { tone: 'bad', shape: 'diamond' },
};

function StateCell(props: { drill: PlannedDrill; format: Format }) {
  const { drill, format } = props;
  const t = useWords();
  return (
    <>
      <Pill {...STATE_LOOK[drill.state]}>
        {t(`plan.states.${drill.state}`)}
      </Pill>
      {!drill.inTime && (
        <div title={t('plan.lateHint')}>
          <Pill tone="late" shape="open">
            {t('plan.late')}
          </Pill>
        </div>
      )}
      {drill.reason && (
        <CellNote>
          <ToldSentences
            message={drill.reason}
            told={drill.told}
            format={format}
          />
        </CellNote>
      )}
    </>
  );
}

const columnsOf = (format: Format, t: Words): DataColumn<PlannedDrill>[] => [
  {
    id: 'state',
    label: t('plan.state'),
    width: '11rem',
    cell: drill => <StateCell drill={drill} format={format} />,
  },
  {
    id: 'job',
    label: t('plan.job'),
    cell: drill => (
      <>
        {drill.clinic && (
          <LinkLine>
            <NamedLink to={drill.clinic} bold />
          </LinkLine>
        )}
        <LinkLine>
          <NamedLink to={drill.job} />
        </LinkLine>
        <CellNote>{t('plan.pool', { pool: drill.pool })}</CellNote>
      </>
    ),
  },
  {
    id: 'starts',
    label: t('plan.starts'),
    width: '10rem',
    cell: drill =>
      drill.startsAt ? (
        <Tight>
          <When at={drill.startsAt} format={format} as="calendar" capital />
        </Tight>
      ) : (
        t('plan.never')
      ),
  },
  {
    id: 'due',
    label: t('plan.due'),
    width: '10rem',
    from: 640,
    cell: drill => (
      <Tight>
        <When at={drill.dueAt} format={format} as="calendar" capital />
      </Tight>
    ),
  },
  {
    id: 'lasts',
    label: t('plan.lasts'),
    width: '8rem',
    from: 520,
    cell: drill => (
      <>
        {format.duration(drill.expectedSeconds)}
        <CellNote>{t(`plan.basis.${drill.basis}`)}</CellNote>
      </>
    ),
  },
];

/** Drills to come, next first. */
export function PlanTable(props: { items: PlannedDrill[]; format: Format }) {
  const t = useWords();
  return (
    <DataTable
      label={t('plan.table')}
      columns={columnsOf(props.format, t)}
      rowHeader="job"
      items={props.items}
      idOf={({ job, dueAt }) => `${job.ref} ${dueAt}`}
      empty={t('plan.none')}
    />
  );
}
