import type {
  DrillSummary,
  Standing,
  StandingReason,
} from '@emr-backup/plugin-emr-backup-common';
import { ageWords, dayWords, durationSeconds, secondsBetween } from '../time';
import { backupAge } from './backupAge';
import { hasRhythm, isProofTooOld, proofSeconds } from './drillPolicy';
import { drilledCopy, hollowNewest, isBackup, type JobFacts } from './JobFacts';

/** A standing with everything that speaks for it. */
export interface Judgement {
  standing: Standing;
  reasons: StandingReason[];
}

type Finding = StandingReason & { standing: Standing };

/**
 * The standing of a job now. The worst finding decides; all are given as
 * reasons, worst first. Drills that ended as `error` or `cancelled` say nothing.
 */
export function judgeJob(facts: JobFacts, now: Date): Judgement {
  const findings = [
    ...failing(facts, now),
    ...overdue(facts, now),
    ...unproven(facts),
  ];
  const standing = findings[0]?.standing ?? 'proven';
  const reasons = findings.map(({ code, message }) => ({ code, message }));
  if (standing === 'proven') reasons.push(proof(facts, now));
  return { standing, reasons: [...reasons, ...facts.problems] };
}

function failing(facts: JobFacts, now: Date): Finding[] {
  const found: Finding[] = [];
  const { judged } = facts.drills;
  const zone = facts.job.timezone;
  if (judged?.outcome === 'failed')
    found.push({
      standing: 'failing',
      code: judged.reason?.code ?? 'drill-failed',
      message: `Drill of ${dayWords(
        drillTime(judged),
        zone,
        now,
      )} failed: ${asClause(judged.reason?.message ?? 'the backup is bad.')}`,
    });
  const hollow = hollowNewest(facts);
  const saidAlready =
    judged?.reason?.code === 'hollow' && judged.artifact?.name === hollow?.name;
  if (hollow && !saidAlready)
    found.push({
      standing: 'failing',
      code: 'hollow',
      message: `The newest backup, ${hollow.name} of ${dayWords(
        hollow.takenAt,
        zone,
        now,
      )}, holds nothing (${hollow.bytes} bytes).`,
    });
  return found;
}

function overdue(facts: JobFacts, now: Date): Finding[] {
  return [
    backupOverdue(facts, now),
    proofOverdue(facts, now),
    contentTooOld(facts),
  ].filter((finding): finding is Finding => finding !== undefined);
}

function backupOverdue(facts: JobFacts, now: Date): Finding | undefined {
  const age = backupAge(facts, now);
  const copy = drilledCopy(facts);
  if (age.overdue && age.ageSeconds !== null && age.objectiveSeconds !== null)
    return {
      standing: 'overdue',
      code: 'backup-overdue',
      message: `Newest backup is ${ageWords(age.ageSeconds)} old; ${ageWords(
        age.objectiveSeconds,
      )} is allowed.`,
    };
  const lookedAt = copy?.firstObservedAt;
  const neverAny =
    copy && lookedAt && age.takenAt === null && !hollowNewest(facts);
  if (neverAny)
    return {
      standing: 'overdue',
      code: 'backup-missing',
      message: `No backup lies in the store "${copy.store}" at "${copy.path}".`,
    };
  return undefined;
}

/** Whether the newest proof, or the wait for a first one, is older than the policy allows. */
export function proofOverdue(facts: JobFacts, now: Date): Finding | undefined {
  const { job, drills } = facts;
  if (!job.spec.copies.some(isBackup)) return undefined;
  const allowed = proofSeconds(job);
  if (drills.passed) {
    const age = secondsBetween(drillTime(drills.passed), now);
    return isProofTooOld(age, allowed)
      ? {
          standing: 'overdue',
          code: 'proof-overdue',
          message: `Last proven restore is ${ageWords(age)} old; ${ageWords(
            allowed,
          )} is allowed.`,
        }
      : undefined;
  }
  const known = secondsBetween(job.firstSeenAt, now);
  if (
    !hasRhythm(job.spec.drill) ||
    drills.judged ||
    !isProofTooOld(known, allowed)
  )
    return undefined;
  return {
    standing: 'overdue',
    code: 'drill-overdue',
    message: `No drill has judged this backup in the ${ageWords(
      known,
    )} it is known; one is due every ${ageWords(allowed)}.`,
  };
}

/** At the proof, the newest row inside was older than the job's own objective, measured at the time the backup claims. */
function contentTooOld({ job, drills }: JobFacts): Finding | undefined {
  const rpo = durationSeconds(job.spec.objectives?.rpo);
  const passed = drills.passed;
  if (rpo === undefined || !passed || passed.dataAgeSeconds === null)
    return undefined;
  const takenAt = passed.artifact?.takenAt;
  const waited = takenAt
    ? secondsBetween(takenAt, new Date(drillTime(passed)))
    : 0;
  const lost = passed.dataAgeSeconds - waited;
  return lost > rpo
    ? {
        standing: 'overdue',
        code: 'data-too-old',
        message: `The newest record in the proven backup was ${ageWords(
          lost,
        )} older than the backup; ${ageWords(rpo)} is allowed.`,
      }
    : undefined;
}

/** The finding of a job nobody here can restore: whatever was proven once says nothing of what is left. */
function unproven(facts: JobFacts): Finding[] {
  if (!facts.job.spec.copies.some(isBackup))
    return [
      {
        standing: 'unproven',
        code: 'vendors-word',
        message: vendorsWord(facts),
      },
    ];
  if (facts.drills.passed) return [];
  return [
    {
      standing: 'unproven',
      code: 'never-proven',
      message: 'No drill has restored this backup yet.',
    },
  ];
}

/** What is said of a job without a copy that could be restored. */
export function vendorsWord({ job }: Pick<JobFacts, 'job'>): string {
  return job.spec.copies.length === 0
    ? "There is only the vendor's word: no copy of this backup can be restored here."
    : "There is only the vendor's word: a replica or mirror repeats every mistake at once and is no backup.";
}

function proof({ job, drills }: JobFacts, now: Date): StandingReason {
  const passed = drills.passed as DrillSummary;
  return {
    code: 'proven',
    message: `Restored and checked on ${dayWords(
      drillTime(passed),
      job.timezone,
      now,
    )}: ${passed.checks.pass} checks passed.`,
  };
}

/** When a drill looked at its backup. */
export function drillTime(drill: DrillSummary): string {
  return drill.startedAt ?? drill.endedAt ?? drill.queuedAt;
}

/** A sentence as the second half of another: `The dump…` becomes `the dump…`, `OSCAR…` stays. */
function asClause(sentence: string) {
  return /^[A-Z][a-z ]/.test(sentence)
    ? sentence[0].toLowerCase() + sentence.slice(1)
    : sentence;
}
