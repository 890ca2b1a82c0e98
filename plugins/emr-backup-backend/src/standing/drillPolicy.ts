import { nextInWindow, parseWindow } from '../time';
import type { KnownJob } from '../inventory';
import {
  drillZone,
  hasRhythm,
  nextTurn,
  proofSeconds,
  spacingSeconds,
} from './drillRhythm';

export { hasRhythm, proofSeconds } from './drillRhythm';

/**
 * A drill that is due waits for its window, its turn and its own end. Without
 * this day every job would be overdue for some hours of each cycle.
 */
const PROOF_GRACE_SECONDS = 86_400;

/** How long after its drill a proof still counts, with the grace. */
export const proofExpirySeconds = (
  job: Pick<KnownJob, 'spec' | 'timezone'>,
): number => proofSeconds(job) + PROOF_GRACE_SECONDS;

export const isProofTooOld = (ageSeconds: number, allowed: number): boolean =>
  ageSeconds > allowed + PROOF_GRACE_SECONDS;

/** A person's word about a job's drills. */
export interface Hold {
  by: string;
  at: string;
  reason: string;
  until: string | null;
}

/** What people said about a job's drills; what has ended by itself is not in it. */
export interface JobHolds {
  paused: Hold | null;
  /** With the due time that is left out. */
  skipped: (Hold & { dueAt: string }) | null;
}

/** What the next drill of a job rests on. */
export interface DrillBasis {
  /** Start of the last drill that judged the backup. */
  judgedAt: string | null;
  /** When the backup it judged was taken. */
  judgedBackupAt: string | null;
  /** When the newest backup of the drilled copy was taken. */
  newestBackupAt: string | null;
  /** After drills that could not judge. */
  pauseUntil: Date | null;
  /** Its place in the order in which missed drills are caught up. */
  notBefore: Date | null;
  holds: JobHolds;
}

type DrilledJob = Pick<KnownJob, 'spec' | 'timezone' | 'firstSeenAt'>;

/** When the rhythm and people ask for the next drill. Null: nothing asks for one. */
export function drillDueAt(job: DrilledJob, basis: DrillBasis): Date | null {
  const policy = job.spec.drill;
  if (!policy || !hasRhythm(policy)) return null;
  const due = rhythmDueAt(job, basis);
  const skipped = skipInForce(basis);
  if (!skipped || due === null) return due;
  // The one that was left out counts as if it had been: the rhythm goes on from there.
  const left = new Date(skipped.dueAt);
  if (due > left) return due;
  if (!policy.after) return nextTurn(policy, drillZone(job), left) ?? null;
  const { newestBackupAt } = basis;
  return newestBackupAt !== null && Date.parse(newestBackupAt) > left.getTime()
    ? new Date(newestBackupAt)
    : null;
}

/** A skip has done its work once a drill judged the backup after it. */
export function skipInForce({
  judgedAt,
  holds,
}: Pick<DrillBasis, 'judgedAt' | 'holds'>): JobHolds['skipped'] {
  const { skipped } = holds;
  return skipped && (judgedAt === null || judgedAt < skipped.at)
    ? skipped
    : null;
}

/**
 * When the next drill of a job may start: due by its rhythm, not before the
 * pause after drills that could not judge, not while it is paused, inside its
 * window. Null when nothing makes it start.
 */
export function nextDrillAt(
  job: DrilledJob,
  basis: DrillBasis,
  now: Date,
): Date | null {
  const due = drillDueAt(job, basis);
  const { paused } = basis.holds;
  if (due === null || (paused && paused.until === null)) return null;
  const earliest = new Date(
    Math.max(
      now.getTime(),
      due.getTime(),
      basis.pauseUntil?.getTime() ?? 0,
      basis.notBefore?.getTime() ?? 0,
      paused?.until ? Date.parse(paused.until) : 0,
    ),
  );
  const window = job.spec.drill?.window;
  return window
    ? nextInWindow(parseWindow(window), drillZone(job), earliest)
    : earliest;
}

function rhythmDueAt(job: DrilledJob, basis: DrillBasis): Date | null {
  const { judgedAt, judgedBackupAt, newestBackupAt } = basis;
  if (judgedAt === null) return new Date(job.firstSeenAt);
  const policy = job.spec.drill ?? {};
  if (!policy.after)
    return nextTurn(policy, drillZone(job), new Date(judgedAt)) ?? null;
  const isNew =
    newestBackupAt !== null &&
    Date.parse(newestBackupAt) > Date.parse(judgedBackupAt ?? judgedAt);
  return isNew
    ? new Date(
        Math.max(
          Date.parse(newestBackupAt),
          Date.parse(judgedAt) + spacingSeconds(policy) * 1000,
        ),
      )
    : null;
}

/** Pause after drills in a row that could not judge: a lost runner is tried again once, anything else waits longer each time. */
export function pauseUntil(
  last: { endedAt: string | null; reason: { code: string } | null } | undefined,
  inARow: number,
): Date | null {
  if (!last?.endedAt) return null;
  const retryAtOnce = inARow <= 1 && last.reason?.code === 'runner-lost';
  const hours = retryAtOnce ? 0 : Math.min(2 ** Math.max(inARow - 1, 0), 24);
  return new Date(Date.parse(last.endedAt) + hours * 3_600_000);
}
