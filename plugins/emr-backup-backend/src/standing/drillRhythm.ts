import { InputError } from '@backstage/errors';
import type { DrillPolicy, Rhythm } from '@emr-backup/plugin-emr-backup-common';
import { DateTime, Duration } from 'luxon';
import { durationSeconds, nextCron } from '../time';
import type { KnownJob } from '../inventory';

/** A proof lasts so long when the job is never drilled by itself. */
const DEFAULT_PROOF_SECONDS = 30 * 86_400;
/**
 * Least time between two drills that follow backups. Less would let a job that
 * uploads every few minutes hold a place all day; more would leave out backups
 * of jobs that run every hour.
 */
const DEFAULT_SPACING_SECONDS = 3600;
/** Firings of a cron line looked at to find its longest pause: two weeks of a line with a few days a week. */
const FIRINGS_COMPARED = 12;
/** Cron lines remembered; a fleet has a few dozen. */
const LINES_REMEMBERED = 5000;

type DrilledJob = Pick<KnownJob, 'spec' | 'timezone'>;

/** Whether the policy makes drills due by themselves. */
export const hasRhythm = (policy: DrillPolicy | undefined): boolean =>
  Boolean(policy?.every ?? policy?.cron ?? policy?.after);

/** The zone of a policy's cron line and window. */
export const drillZone = ({ spec, timezone }: DrilledJob): string =>
  spec.drill?.timezone ?? timezone;

export const spacingSeconds = (policy: DrillPolicy): number =>
  durationSeconds(policy.spacing) ?? DEFAULT_SPACING_SECONDS;

/** The next time a rhythm comes round after an instant; undefined for one that follows backups. */
export function nextTurn(
  policy: DrillPolicy,
  zone: string,
  after: Date,
): Date | undefined {
  if (policy.every) {
    const every = Duration.fromISO(policy.every);
    if (!every.isValid)
      throw new InputError(
        `"${policy.every}" is not an ISO 8601 duration such as P30D.`,
      );
    // Days and months are those of the zone: a night drill stays one when the clocks change.
    return DateTime.fromJSDate(after).setZone(zone).plus(every).toJSDate();
  }
  return policy.cron ? nextCron(policy.cron, zone, after) : undefined;
}

/** How long a proof lasts by the job's policy, without the grace. */
export function proofSeconds(job: DrilledJob): number {
  const policy = job.spec.drill;
  try {
    if (policy?.every)
      return durationSeconds(policy.every) ?? DEFAULT_PROOF_SECONDS;
    if (policy?.cron) return longestPause(policy.cron, drillZone(job));
    if (policy?.after)
      return Math.max(
        pauseOf(job.spec.schedule, job.timezone),
        spacingSeconds(policy),
      );
  } catch {
    // What cannot be read is told as a problem of the job.
  }
  return DEFAULT_PROOF_SECONDS;
}

function pauseOf(rhythm: Rhythm, zone: string): number {
  return 'every' in rhythm
    ? durationSeconds(rhythm.every) ?? DEFAULT_PROOF_SECONDS
    : longestPause(rhythm.cron, rhythm.timezone ?? zone);
}

const pauses = new Map<string, number>();

/** Seconds between the two firings to come that lie farthest apart. */
function longestPause(cron: string, zone: string): number {
  const key = `${cron} ${zone}`;
  const known = pauses.get(key);
  if (known !== undefined) return known;
  let longest = 0;
  let previous = nextCron(cron, zone, new Date());
  for (let count = 1; count < FIRINGS_COMPARED; count += 1) {
    const next = nextCron(cron, zone, previous);
    longest = Math.max(longest, next.getTime() - previous.getTime());
    previous = next;
  }
  if (pauses.size >= LINES_REMEMBERED) pauses.clear();
  pauses.set(key, longest / 1000);
  return longest / 1000;
}
