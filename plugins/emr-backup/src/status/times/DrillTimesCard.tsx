import { lazy, Suspense } from 'react';
import { Text } from '@backstage/ui';
import {
  DRILL_PHASES,
  type DrillPhase,
  type DrillSummary,
  type JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { useFormat, type Format } from '../../format';
import { InfoCard } from '../../marks/InfoCard';
import { Meter } from '../../marks/Meter';
import { Shown } from '../../marks/states';
import { useDrills } from '../../reading';
import { useWords, type Words } from '../../words';
import { TimesTable } from './TimesTable';
import styles from './DrillTimes.module.css';

// The chart library is needed on few pages, and there below the verdict.
const PhaseChart = lazy(() => import('./PhaseChart'));

/** More bars than this are too thin to press on a phone. */
const SHOWN = 12;

/** A drill that passed, with what it took. */
export type TimedDrill = {
  id: string;
  at: string;
  timings: NonNullable<DrillSummary['timings']>;
};

/** Passed drills, oldest first: one that stopped half way says nothing of the time a restore takes. */
export function timedDrills(drills: DrillSummary[]): TimedDrill[] {
  return drills
    .flatMap(({ id, outcome, timings, startedAt, queuedAt }) =>
      outcome === 'passed' && timings
        ? [{ id, timings, at: startedAt ?? queuedAt }]
        : [],
    )
    .slice(0, SHOWN)
    .reverse();
}

export const longestPhase = ({ timings }: TimedDrill): DrillPhase =>
  [...DRILL_PHASES].sort((a, b) => timings[b] - timings[a])[0];

function estimateWords(
  { seconds, rtoSeconds }: JobStatus['recoveryEstimate'],
  format: Format,
  t: Words,
): string {
  if (seconds === null) return t('times.estimateNone');
  const estimate = format.duration(seconds);
  if (rtoSeconds === null) return t('times.estimateOpen', { estimate });
  const rto = format.duration(rtoSeconds);
  return seconds > rtoSeconds
    ? t('times.estimateOver', { estimate, rto })
    : t('times.estimate', { estimate, rto });
}

function Estimate(props: { job: JobStatus; format: Format }) {
  const { job, format } = props;
  const t = useWords();
  const { seconds, rtoSeconds, basis } = job.recoveryEstimate;
  const words = estimateWords(job.recoveryEstimate, format, t);
  return (
    <div>
      <Text as="p">{words}</Text>
      {seconds !== null && rtoSeconds !== null && (
        <Meter value={seconds} objective={rtoSeconds} label={words} wide />
      )}
      {seconds !== null && basis && (
        <Text as="p" variant="body-small" color="secondary">
          {t(`times.basis.${basis}`)}
        </Text>
      )}
    </div>
  );
}

function Times(props: { drills: TimedDrill[]; format: Format }) {
  const { drills, format } = props;
  const t = useWords();
  const newest = drills[drills.length - 1];
  if (!newest) {
    return (
      <Text as="p" color="secondary">
        {t('times.none')}
      </Text>
    );
  }
  const summary = t('times.summary', {
    count: drills.length,
    newest: format.duration(newest.timings.total),
    phase: t(`phase.${longestPhase(newest)}`),
  });
  return (
    <>
      <Suspense fallback={<div className={styles.room} />}>
        <PhaseChart drills={drills} summary={summary} format={format} />
      </Suspense>
      <details className={styles.table}>
        <summary>{t('times.asTable')}</summary>
        <TimesTable drills={drills} format={format} />
      </details>
    </>
  );
}

/** What one job's drills took, and whether a real recovery would be quick enough. */
export function JobTimes({ job }: { job: JobStatus }) {
  const format = useFormat(job.timezone);
  const reading = useDrills({ job: job.job.ref, limit: 50 });
  return (
    <>
      <Shown reading={reading} lines={6}>
        {drills => <Times drills={timedDrills(drills)} format={format} />}
      </Shown>
      <Estimate job={job} format={format} />
    </>
  );
}

/** Drill time by phase, a chart for each job. */
export function DrillTimesCard({ jobs }: { jobs: JobStatus[] }) {
  const t = useWords();
  return (
    <InfoCard title={t('title.times')}>
      {jobs.length === 0 && (
        <Text as="p" color="secondary">
          {t('systems.empty')}
        </Text>
      )}
      {jobs.map(job => (
        <section key={job.job.ref} className={styles.job}>
          {jobs.length > 1 && (
            <Text as="h4" weight="bold">
              {job.job.title}
            </Text>
          )}
          <JobTimes job={job} />
        </section>
      ))}
    </InfoCard>
  );
}
