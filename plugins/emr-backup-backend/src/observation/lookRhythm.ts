import type { Rhythm } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { durationSeconds, nextRun, shortestPause } from '../time';

/** Looks between two backups: enough that a new one is seen soon after it came, few enough to spare the store. */
const LOOKS_PER_RUN = 12;

/**
 * Time for a run to finish and arrive, when the job states no grace. Shorter
 * pages while backups are still uploading; longer hides a missed one.
 */
const DEFAULT_GRACE_SECONDS = 3600;

/** How late a backup of a job may be. */
export const graceSeconds = (job: Pick<KnownJob, 'spec'>): number =>
  durationSeconds(job.spec.grace) ?? DEFAULT_GRACE_SECONDS;

/** When a copy of a job is to be looked at. */
export class LookRhythm {
  /** Runs are worth computing once: thousands of jobs share a few schedules. */
  readonly #pauses = new Map<string, number>();

  constructor(
    private readonly bounds: {
      /** A copy is looked at at least so often. */
      everySeconds: number;
      /** And never more often than this. */
      shortestSeconds: number;
    },
  ) {}

  /**
   * The next look after one: several times between two backups, and once at
   * the moment the newest becomes too old, so that nobody hears of a late
   * backup that came meanwhile.
   */
  next(job: KnownJob, newestTakenAt: string | null, now: Date): Date {
    const { everySeconds, shortestSeconds } = this.bounds;
    const seconds = Math.max(
      Math.min(this.#pause(job, now) / LOOKS_PER_RUN, everySeconds),
      Math.min(shortestSeconds, everySeconds),
    );
    const usual = now.getTime() + seconds * 1000;
    const late = lateAt(job, newestTakenAt)?.getTime() ?? 0;
    return new Date(
      late > now.getTime() && late < usual ? late : Math.round(usual),
    );
  }

  /** Infinity when the schedule cannot be read: the bound holds then. */
  #pause(job: KnownJob, now: Date): number {
    const { schedule } = job.spec;
    const id = JSON.stringify([schedule, job.timezone]);
    let pause = this.#pauses.get(id);
    if (pause === undefined) {
      pause = readable(() => shortestPause(schedule, job.timezone, now));
      this.#pauses.set(id, pause ?? Infinity);
    }
    return pause ?? Infinity;
  }
}

/** When a backup becomes too old without a successor. */
function lateAt(job: KnownJob, takenAt: string | null): Date | undefined {
  if (takenAt === null) return undefined;
  const due = (schedule: Rhythm) =>
    nextRun(schedule, job.timezone, new Date(takenAt)).getTime();
  return readable(
    () => new Date(due(job.spec.schedule) + graceSeconds(job) * 1000),
  );
}

/** Undefined for a schedule nobody can read; the job's problems say so. */
function readable<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
