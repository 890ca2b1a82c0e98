import { ageWords, secondsBetween } from '../time';
import type { KnownJob } from '../inventory';
import type { Worry } from '../standing';
import type { HeartbeatFacts } from './HeartbeatStore';
import { judgeHeartbeat } from './judgeHeartbeat';

/** What the reports of a job about itself give reason to tell. */
export function heartbeatWorries(
  job: Pick<KnownJob, 'ref' | 'title' | 'spec' | 'timezone'>,
  facts: HeartbeatFacts,
  now: Date,
): Worry[] {
  const { state, downSince, failed } = judgeHeartbeat(job, facts, now);
  if (state !== 'down') return [];
  const cause = `job:${job.ref}:heartbeat`;
  if (failed)
    return [
      {
        kind: 'heartbeat-failed',
        cause,
        since: downSince,
        message: `${job.title} reported that its last run failed.`,
      },
    ];
  const heard = facts.successAt
    ? `reported its last success ${ageWords(
        secondsBetween(facts.successAt, now),
      )} ago`
    : 'has never reported a success';
  return [
    {
      kind: 'heartbeat-down',
      cause,
      since: downSince,
      message: `${job.title} ${heard}, and another one was due by its schedule.`,
    },
  ];
}
