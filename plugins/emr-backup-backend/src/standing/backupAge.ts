import type { BackupAge } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { graceSeconds, type CopyFacts } from '../observation';
import { allowedAgeSeconds, secondsBetween } from '../time';
import { drilledCopy, type JobFacts } from './JobFacts';

/** Age of the newest backup that holds something, in the copy that is drilled. */
export const backupAge = (facts: JobFacts, now: Date): BackupAge =>
  copyAge(facts.job, drilledCopy(facts), now);

/** The same of any copy. */
export function copyAge(
  job: KnownJob,
  copy: CopyFacts | undefined,
  now: Date,
): BackupAge {
  const takenAt = copy?.newestGood?.takenAt ?? null;
  const objectiveSeconds = allowedAge({ job }, takenAt, now);
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
      graceSeconds: graceSeconds(job),
      timezone: job.timezone,
      takenAt,
      now,
    });
  } catch {
    return null;
  }
}
