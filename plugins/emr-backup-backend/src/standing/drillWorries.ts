import { toInstant } from '../time';
import { proofExpirySeconds } from './drillPolicy';
import type { JobFacts } from './JobFacts';
import { drillTime, proofOverdue } from './judgeJob';
import type { Worry } from './worries';

/** What the drills of a job show. */
export function drillWorries(facts: JobFacts, now: Date): Worry[] {
  return [...failed(facts), ...errors(facts), ...overdue(facts, now)];
}

function failed({ job, drills }: JobFacts): Worry[] {
  const { judged } = drills;
  if (judged?.outcome !== 'failed') return [];
  return [
    {
      kind: 'drill-failed',
      cause: `job:${job.ref}:drill-failed`,
      since: judged.endedAt ?? drillTime(judged),
      message: judged.reason?.message ?? 'The drill failed.',
      drillId: judged.id,
    },
  ];
}

/** A single error may be a full disk of that hour; the second in a row is told. */
function errors({ job, drills }: JobFacts): Worry[] {
  const { last, errorsInARow = 0 } = drills;
  if (last?.outcome !== 'error' || errorsInARow < 2) return [];
  return [
    {
      kind: 'drill-error',
      cause: `job:${job.ref}:drill-error`,
      since: last.endedAt ?? drillTime(last),
      message: `${errorsInARow} drills in a row could not judge the backup. The newest said: ${
        last.reason?.message ?? 'nothing.'
      }`,
      drillId: last.id,
    },
  ];
}

function overdue(facts: JobFacts, now: Date): Worry[] {
  const { job, drills } = facts;
  const finding = proofOverdue(facts, now);
  if (!finding) return [];
  const from = drills.passed ? drillTime(drills.passed) : job.firstSeenAt;
  return [
    {
      kind: 'drill-overdue',
      cause: `job:${job.ref}:drill-overdue`,
      since: toInstant(Date.parse(from) + proofExpirySeconds(job) * 1000),
      message: finding.message,
    },
  ];
}
