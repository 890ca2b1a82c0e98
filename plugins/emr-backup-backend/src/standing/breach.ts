import { toInstant } from '../time';
import { backupAge } from './backupAge';
import { hasRhythm, proofExpirySeconds } from './drillPolicy';
import { hollowNewest, type JobFacts } from './JobFacts';

/**
 * When a job leaves its objectives if nothing happens from now on; in the past
 * when it has left them. The earliest of these:
 * - the drill that found its backup bad, or the hollow backup that came last,
 * - its newest backup getting older than its schedule allows,
 * - its newest proof, or the wait for a first one, getting older than its policy allows.
 *
 * Null when nothing is promised. An objective missed inside a backup (data older
 * than the RPO) is no matter of time and not counted.
 */
export function breachAt(facts: JobFacts, now: Date): string | null {
  const { judged } = facts.drills;
  const moments = [
    judged?.outcome === 'failed' ? judged.startedAt ?? judged.queuedAt : null,
    hollowNewest(facts)?.takenAt ?? null,
    backupBreach(facts, now),
    proofBreach(facts),
  ];
  return earliest(moments);
}

/** The first of some instants; null when there is none. */
export function earliest(
  moments: readonly (string | null | undefined)[],
): string | null {
  return moments
    .filter((moment): moment is string => Boolean(moment))
    .reduce<string | null>(
      (first, moment) =>
        first === null || Date.parse(moment) < Date.parse(first)
          ? moment
          : first,
      null,
    );
}

function backupBreach(facts: JobFacts, now: Date): string | null {
  const { takenAt, objectiveSeconds } = backupAge(facts, now);
  return takenAt === null || objectiveSeconds === null
    ? null
    : after(takenAt, objectiveSeconds);
}

function proofBreach({ job, drills }: JobFacts): string | null {
  const { passed, judged } = drills;
  if (passed)
    return after(
      passed.startedAt ?? passed.endedAt ?? passed.queuedAt,
      proofExpirySeconds(job),
    );
  return hasRhythm(job.spec.drill) && !judged
    ? after(job.firstSeenAt, proofExpirySeconds(job))
    : null;
}

function after(instant: string, seconds: number): string {
  return toInstant(Date.parse(instant) + seconds * 1000);
}
