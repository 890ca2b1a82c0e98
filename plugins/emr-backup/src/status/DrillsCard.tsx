import type { DrillSummary } from '@emr-backup/plugin-emr-backup-common';
import { useFormat, type Format } from '../format';
import {
  CellNote,
  DataTable,
  Tight,
  type DataColumn,
} from '../marks/DataTable';
import { InfoCard } from '../marks/InfoCard';
import { OutcomePill } from '../marks/pills';
import { ReasonTold } from '../marks/Told';
import { Shown } from '../marks/states';
import { When } from '../marks/When';
import { useDrills } from '../reading';
import { useWords, type Words } from '../words';
import { PhaseBar } from './PhaseBar';
import { DrillLink } from './VerificationCard';

const SHOWN_DRILLS = 10;

function columnsOf(
  drills: DrillSummary[],
  format: Format,
  t: Words,
): DataColumn<DrillSummary>[] {
  const longest = Math.max(...drills.map(drill => drill.timings?.total ?? 0));
  return [
    {
      id: 'outcome',
      label: t('drills.outcome'),
      width: '8rem',
      cell: drill => <OutcomePill drill={drill} />,
    },
    {
      id: 'when',
      label: t('drills.when'),
      width: '9rem',
      cell: drill => (
        <>
          <Tight>
            <When
              at={drill.startedAt ?? drill.queuedAt}
              format={format}
              as="calendar"
              capital
            />
          </Tight>
          <CellNote>
            <Tight>
              <DrillLink drill={drill} />
            </Tight>
          </CellNote>
        </>
      ),
    },
    {
      id: 'reason',
      label: t('drills.reason'),
      from: 440,
      cell: drill => (
        <>
          {drill.reason ? <ReasonTold reason={drill.reason} /> : '—'}
          {(drill.tier ?? 'full') !== 'full' && (
            <CellNote>{t(`drill.tiers.${drill.tier ?? 'full'}`)}</CellNote>
          )}
          {drill.artifact && (
            <CellNote>
              {drill.artifact.name}, {format.bytes(drill.artifact.bytes)}
            </CellNote>
          )}
        </>
      ),
    },
    {
      id: 'time',
      label: t('drills.time'),
      width: '9rem',
      from: 560,
      cell: drill =>
        drill.timings ? (
          <>
            {format.duration(drill.timings.total)}
            <PhaseBar
              timings={drill.timings}
              longest={longest}
              format={format}
            />
          </>
        ) : (
          '—'
        ),
    },
  ];
}

/** The newest drills of a clinic or a job, with their time by phase. */
export function DrillsCard(props: {
  of: { clinic: string } | { job: string };
  zone: string;
}) {
  const t = useWords();
  const format = useFormat(props.zone);
  const reading = useDrills({ ...props.of, limit: SHOWN_DRILLS });
  return (
    <InfoCard title={t('card.drills')}>
      <Shown reading={reading}>
        {drills => (
          <DataTable
            label={t('drills.table')}
            columns={columnsOf(drills, format, t)}
            rowHeader="when"
            items={drills}
            idOf={drill => drill.id}
            empty={t('drills.empty')}
          />
        )}
      </Shown>
    </InfoCard>
  );
}
