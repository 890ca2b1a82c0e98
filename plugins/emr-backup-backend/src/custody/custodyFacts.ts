import type {
  BackupCopy,
  CustodyRhythm,
} from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { durationSeconds, nextRun, shortestPause, toInstant } from '../time';

/** Where one carried copy stands. */
export interface CustodyFacts {
  /** The newest hand-over. */
  lastAt: string | null;
  /** Null when its rhythm cannot be read. */
  nextDueAt: string | null;
  /** When grace ended without a hand-over; null while there is time. */
  missedSince: string | null;
}

/** Whoever carries a disk may be ill for a day. */
const DEFAULT_GRACE_SECONDS = 86_400;

/** What the log says of each copy of a job; null for one nobody carries. */
export function custodyFacts(
  job: KnownJob,
  lastAt: (copy: BackupCopy) => string | null,
  now: Date,
): (CustodyFacts | null)[] {
  return job.spec.copies.map(copy =>
    copy.custody ? factsOf(job, copy.custody, lastAt(copy), now) : null,
  );
}

function factsOf(
  job: KnownJob,
  custody: CustodyRhythm,
  lastAt: string | null,
  now: Date,
): CustodyFacts {
  const grace = durationSeconds(custody.grace) ?? DEFAULT_GRACE_SECONDS;
  const due = dueAfter(job, custody, lastAt, grace);
  const missed = due && due.getTime() + grace * 1000;
  return {
    lastAt,
    nextDueAt: due?.toISOString() ?? null,
    missedSince: missed && missed < now.getTime() ? toInstant(missed) : null,
  };
}

/** The first hand-over is due one rhythm after the job was first seen. */
function dueAfter(
  job: KnownJob,
  custody: CustodyRhythm,
  lastAt: string | null,
  grace: number,
): Date | undefined {
  try {
    if (lastAt === null)
      return nextRun(custody, job.timezone, new Date(job.firstSeenAt));
    const last = new Date(lastAt);
    // Handed over on Friday noon, the disk of Friday evening is away.
    const early = Math.min(
      grace,
      shortestPause(custody, job.timezone, last) / 2,
    );
    return nextRun(custody, job.timezone, last, early);
  } catch {
    return undefined;
  }
}
