import type { BackupGap } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { runsAfter, toInstant } from '../time';
import { graceSeconds } from './lookRhythm';

/** More missed runs than this say nothing more, and a line that fires each minute has half a million a year. */
const COUNTED = 1000;

/** What is known of one copy's backups. */
export interface GapFacts {
  /** Null when the copy was never seen: nothing can be missed then. */
  firstObservedAt: string | null;
  /** Hollow ones end no gap. */
  backups: readonly { takenAt: string; hollow: boolean }[];
}

/**
 * The times in which backups were due by the schedule and none came, newest
 * first. What is missing from before the copy was first looked at counts only
 * where the gap lasted until after: older backups may have been thinned out.
 * Empty when the schedule cannot be read; the job's problems say so.
 */
export function backupGaps(
  job: KnownJob,
  facts: GapFacts,
  now: Date,
): BackupGap[] {
  const { firstObservedAt } = facts;
  if (firstObservedAt === null) return [];
  const times = facts.backups
    .filter(backup => !backup.hollow)
    .map(backup => backup.takenAt)
    .sort();
  const before = times.filter(time => time <= firstObservedAt).at(-1);
  const since = times.filter(time => time > firstObservedAt);
  const ends: (string | null)[] = [...since, null];
  const starts = [before ?? firstObservedAt, ...since];
  try {
    return starts
      .map((from, index) => gapOf(job, from, ends[index], now))
      .filter(gap => gap.missed > 0)
      .reverse();
  } catch {
    return [];
  }
}

function gapOf(
  job: KnownJob,
  from: string,
  to: string | null,
  now: Date,
): BackupGap {
  const end = to === null ? now.getTime() : Date.parse(to);
  const grace = graceSeconds(job) * 1000;
  let missed = 0;
  const runs = runsAfter(job.spec.schedule, job.timezone, new Date(from));
  for (const run of runs) {
    if (run.getTime() + grace >= end || missed === COUNTED) break;
    missed += 1;
  }
  return { from: toInstant(from), to, missed };
}
