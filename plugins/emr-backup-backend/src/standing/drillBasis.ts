import { pauseUntil, type DrillBasis } from './drillPolicy';
import { drilledCopy, type JobFacts } from './JobFacts';

/** What the next drill of a job rests on, out of its facts. */
export function drillBasis(facts: JobFacts): DrillBasis {
  const { drills, schedule } = facts;
  const { last, judged } = drills;
  const unjudged = last && last.id !== judged?.id ? last : undefined;
  return {
    judgedAt: judged ? judged.startedAt ?? judged.queuedAt : null,
    judgedBackupAt: judged?.artifact?.takenAt ?? null,
    newestBackupAt: drilledCopy(facts)?.newest?.takenAt ?? null,
    pauseUntil: pauseUntil(unjudged, drills.errorsInARow ?? 0),
    notBefore: schedule?.notBefore ? new Date(schedule.notBefore) : null,
    holds: schedule?.holds ?? { paused: null, skipped: null },
  };
}
