import type {
  CopyStatus,
  DayCell,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { secondsBetween } from '../time';
import { agreementOf } from './agreement';
import { backupAge } from './backupAge';
import { breachAt } from './breach';
import { copyRules } from './copyRules';
import { drillBasis } from './drillBasis';
import { isProofTooOld, nextDrillAt, proofSeconds } from './drillPolicy';
import { drilledCopy, isBackup, type JobFacts } from './JobFacts';
import { judgeJob } from './judgeJob';
import { recoveryEstimate } from './recoveryEstimate';

/** Everything the page of a job shows. */
export function jobStatus(
  facts: JobFacts,
  strip: DayCell[],
  now: Date,
): JobStatus {
  const { job, drills } = facts;
  const { passed, judged } = drills;
  return {
    job: { ref: job.ref, title: job.title },
    server:
      job.serverRef === null
        ? null
        : { ref: job.serverRef, title: job.serverTitle ?? job.serverRef },
    clinic:
      job.clinicRef === null
        ? null
        : { ref: job.clinicRef, title: job.clinicTitle ?? job.clinicRef },
    owner: job.owner,
    operatedBy: job.operatedBy,
    product: job.product,
    hosting: job.hosting,
    timezone: job.timezone,
    ...judgeJob(facts, now),
    backupAge: backupAge(facts, now),
    lastProven: passed
      ? {
          drillId: passed.id,
          at: passed.startedAt ?? passed.queuedAt,
          checks: passed.checks.pass,
        }
      : null,
    lastDrill: drills.last ?? null,
    activeDrill: drills.active ?? null,
    dataAgeSeconds: judged?.dataAgeSeconds ?? passed?.dataAgeSeconds ?? null,
    recoveryEstimate: recoveryEstimate(facts),
    breachAt: breachAt(facts, now),
    nextDrillAt: plannedDrill(facts, now)?.toISOString() ?? null,
    copies: job.spec.copies.map((_, index) => copyStatus(facts, index, now)),
    copyRules: copyRules(facts, now),
    strip,
  };
}

/** Null when nothing asks for a drill, or when none can be run. */
export function plannedDrill(facts: JobFacts, now: Date): Date | null {
  const isBlocked = facts.problems.length > 0 || !drilledCopy(facts)?.newest;
  if (isBlocked) return null;
  try {
    return nextDrillAt(facts.job, drillBasis(facts), now);
  } catch {
    return null;
  }
}

function copyStatus(facts: JobFacts, index: number, now: Date): CopyStatus {
  const copy = facts.job.spec.copies[index];
  const known = facts.copies[index];
  return {
    store: copy.store,
    path: copy.path,
    location: copy.location ?? null,
    offsite: copy.offsite ?? false,
    immutable: copy.immutable ?? false,
    observedAt: known?.observedAt ?? null,
    problem: known?.problem ?? null,
    newest: known?.newest
      ? {
          name: known.newest.name,
          bytes: known.newest.bytes,
          takenAt: known.newest.takenAt,
          hollow: known.newest.hollow,
        }
      : null,
    artifacts: known?.artifacts ?? 0,
    proved: isBackup(copy) && isProved(facts, copy.store, now),
    role: copy.role ?? 'backup',
    medium: copy.medium ?? null,
    ...(isBackup(copy) && {
      agreement: agreementOf(known, drilledCopy(facts)),
    }),
  };
}

function isProved({ job, drills }: JobFacts, store: string, now: Date) {
  const { passed, judged } = drills;
  if (!passed || passed.store !== store || judged?.outcome === 'failed')
    return false;
  const age = secondsBetween(passed.startedAt ?? passed.queuedAt, now);
  return !isProofTooOld(age, proofSeconds(job));
}
