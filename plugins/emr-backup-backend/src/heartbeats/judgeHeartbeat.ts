import type {
  HeartbeatState,
  HeartbeatStatus,
} from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { allowedAgeSeconds, durationSeconds, toInstant } from '../time';
import type { HeartbeatFacts } from './HeartbeatStore';

/** Time for a run to finish, when the job states no grace; the same as for its backups. */
const DEFAULT_GRACE_SECONDS = 3600;

/** A dead-man's state with what it rests on. */
export interface HeartbeatJudgement {
  state: HeartbeatState;
  /** When the next success is due, without grace. */
  expectedAt: string | null;
  /** Since when it is down. */
  downSince: string | null;
  /** The newest word but a start was a failure. */
  failed: boolean;
}

/**
 * A dead-man's switch by the job's own schedule: counted from the last
 * success, or from the first report of a job that never succeeded. A start
 * alone buys no time. A failure is down at once.
 */
export function judgeHeartbeat(
  job: Pick<KnownJob, 'spec' | 'timezone'>,
  facts: HeartbeatFacts,
  now: Date,
): HeartbeatJudgement {
  const { tokens, firstAt, successAt, failureAt } = facts;
  const quiet = { expectedAt: null, downSince: null, failed: false };
  if (tokens.length === 0) return { state: 'none', ...quiet };
  const from = successAt ?? firstAt;
  if (from === null) return { state: 'new', ...quiet };
  const due = dueAfter(job, from, now);
  const expectedAt = due === null ? null : toInstant(due);
  const failed = failureAt !== null && failureAt > (successAt ?? '');
  if (failed)
    return { state: 'down', expectedAt, downSince: failureAt, failed };
  // A schedule nobody can read is a problem of the job, told elsewhere.
  if (due === null || now.getTime() <= due)
    return { state: 'up', expectedAt, downSince: null, failed };
  const end = due + graceSeconds(job) * 1000;
  return now.getTime() <= end
    ? { state: 'late', expectedAt, downSince: null, failed }
    : { state: 'down', expectedAt, downSince: toInstant(end), failed };
}

export function heartbeatStatus(
  job: Pick<KnownJob, 'spec' | 'timezone'>,
  facts: HeartbeatFacts,
  now: Date,
): HeartbeatStatus {
  const { state, expectedAt } = judgeHeartbeat(job, facts, now);
  return {
    state,
    last: facts.last,
    lastSuccessAt: facts.successAt,
    expectedAt,
    tokens: facts.tokens,
  };
}

function graceSeconds({ spec }: Pick<KnownJob, 'spec'>): number {
  return durationSeconds(spec.grace) ?? DEFAULT_GRACE_SECONDS;
}

function dueAfter(
  { spec, timezone }: Pick<KnownJob, 'spec' | 'timezone'>,
  from: string,
  now: Date,
): number | null {
  try {
    const seconds = allowedAgeSeconds(spec.schedule, {
      graceSeconds: 0,
      timezone,
      takenAt: from,
      now,
    });
    return Date.parse(from) + seconds * 1000;
  } catch {
    return null;
  }
}
