import type { BackupAge } from '@emr-backup/plugin-emr-backup-common';
import { allowedAgeSeconds, durationSeconds, secondsBetween } from '../time';
import { drilledCopy, type JobFacts } from './JobFacts';

/**
 * Time for a run to finish and arrive, when the job states no grace. Shorter
 * pages while backups are still uploading; longer hides a missed one.
 */
const DEFAULT_GRACE_SECONDS = 3600;

/** Age of the newest backup that holds something, in the copy that is drilled. */
export function backupAge(facts: JobFacts, now: Date): BackupAge {
  const takenAt = drilledCopy(facts)?.newestGood?.takenAt ?? null;
  const objectiveSeconds = allowedAge(facts, takenAt, now);
  const ageSeconds = takenAt === null ? null : secondsBetween(takenAt, now);
  return {
    takenAt,
    ageSeconds,
    objectiveSeconds,
    overdue:
      objectiveSeconds !== null &&
      ageSeconds !== null &&
      ageSeconds > objectiveSeconds,
  };
}

/** Null when the schedule cannot be read; {@link jobProblems} says why. */
export function allowedAge(
  { job }: Pick<JobFacts, 'job'>,
  takenAt: string | null,
  now: Date,
): number | null {
  try {
    return allowedAgeSeconds(job.spec.schedule, {
      graceSeconds: durationSeconds(job.spec.grace) ?? DEFAULT_GRACE_SECONDS,
      timezone: job.timezone,
      takenAt,
      now,
    });
  } catch {
    return null;
  }
}
