import type { JobStatus } from '@emr-backup/plugin-emr-backup-common';
import { durationSeconds } from '../time';
import type { JobFacts } from './JobFacts';

type Timings = NonNullable<
  NonNullable<JobFacts['drills']['passed']>['timings']
>;

/** What a recovery spends in the database server. */
const restoring = ({ boot, load, index }: Timings) => boot + load + index;

/**
 * What a recovery would take: fetching, opening and loading as last proven,
 * plus the time the job allows for people and hardware.
 *
 * A drill's server is tuned and thrown away, and faster than what a recovery
 * by hand has. So the loading is taken from the newest drill at default
 * settings, by its time per byte of backup, and when there is none the
 * estimate says that it comes from a tuned server.
 */
export function recoveryEstimate({
  job,
  drills,
}: Pick<JobFacts, 'job' | 'drills'>): JobStatus['recoveryEstimate'] {
  const rtoSeconds = durationSeconds(job.spec.objectives?.rto) ?? null;
  const { passed, measured } = drills;
  if (!passed?.timings) return { seconds: null, rtoSeconds };
  const { fetch, open } = passed.timings;
  const allowance = durationSeconds(job.spec.objectives?.allowance) ?? 0;
  const base = fetch + open + allowance;
  if (!measured?.timings)
    return {
      seconds: base + restoring(passed.timings),
      rtoSeconds,
      basis: 'tuned',
    };
  if (measured.id === passed.id)
    return {
      seconds: base + restoring(passed.timings),
      rtoSeconds,
      basis: 'measured',
    };
  const bytes = passed.artifact?.bytes ?? 0;
  const measuredBytes = measured.artifact?.bytes ?? 0;
  const growth = bytes > 0 && measuredBytes > 0 ? bytes / measuredBytes : 1;
  return {
    seconds: base + restoring(measured.timings) * growth,
    rtoSeconds,
    basis: 'scaled',
  };
}
