import type { DrillPolicy } from '@emr-backup/plugin-emr-backup-common';
import { durationSeconds, nextCron, nextInWindow, parseWindow } from '../time';
import type { KnownJob } from '../inventory';

/** A proof lasts so long when the job has no drill policy of its own. */
const DEFAULT_PROOF_SECONDS = 30 * 86_400;

/**
 * A drill that is due waits for its window, its turn and its own end. Without
 * this day every job would be overdue for some hours of each cycle.
 */
const PROOF_GRACE_SECONDS = 86_400;

/** How long a proof lasts by the job's policy, without the grace. */
export function proofSeconds(job: Pick<KnownJob, 'spec' | 'timezone'>): number {
  const policy = job.spec.drill;
  const every = durationSeconds(policy?.every);
  if (every !== undefined) return every;
  if (!policy?.cron) return DEFAULT_PROOF_SECONDS;
  try {
    const zone = policy.timezone ?? job.timezone;
    const first = nextCron(policy.cron, zone, new Date());
    const second = nextCron(policy.cron, zone, first);
    return (second.getTime() - first.getTime()) / 1000;
  } catch {
    return DEFAULT_PROOF_SECONDS;
  }
}

/** How long after its drill a proof still counts, with the grace. */
export const proofExpirySeconds = (
  job: Pick<KnownJob, 'spec' | 'timezone'>,
): number => proofSeconds(job) + PROOF_GRACE_SECONDS;

export const isProofTooOld = (ageSeconds: number, allowed: number): boolean =>
  ageSeconds > allowed + PROOF_GRACE_SECONDS;

/**
 * When the next drill of a job may start: due by its rhythm, not before the
 * pause after drills that could not judge, inside its window. Null without a policy.
 */
export function nextDrillAt(
  job: Pick<KnownJob, 'spec' | 'timezone'>,
  last: { judgedAt: string | null; pauseUntil: Date | null },
  now: Date,
): Date | null {
  const policy = job.spec.drill;
  if (!policy || (!policy.every && !policy.cron)) return null;
  const zone = policy.timezone ?? job.timezone;
  const due = dueAt(policy, zone, last.judgedAt) ?? now;
  const earliest = Math.max(
    due.getTime(),
    last.pauseUntil?.getTime() ?? 0,
    now.getTime(),
  );
  return policy.window
    ? nextInWindow(parseWindow(policy.window), zone, new Date(earliest))
    : new Date(earliest);
}

/** Null: at once, for a job that was never judged. */
function dueAt(
  policy: DrillPolicy,
  zone: string,
  judgedAt: string | null,
): Date | null {
  if (judgedAt === null) return null;
  const every = durationSeconds(policy.every);
  if (every !== undefined) return new Date(Date.parse(judgedAt) + every * 1000);
  return policy.cron ? nextCron(policy.cron, zone, new Date(judgedAt)) : null;
}

/** Pause after drills in a row that could not judge: a lost runner is tried again once, anything else waits longer each time. */
export function pauseUntil(
  unjudged: readonly {
    endedAt: string | null;
    reason: { code: string } | null;
  }[],
): Date | null {
  const [latest] = unjudged;
  if (!latest?.endedAt) return null;
  const retryAtOnce =
    unjudged.length === 1 && latest.reason?.code === 'runner-lost';
  const hours = retryAtOnce ? 0 : Math.min(2 ** (unjudged.length - 1), 24);
  return new Date(Date.parse(latest.endedAt) + hours * 3_600_000);
}
