import type {
  CopyStatus,
  DayCell,
  DrillSummary,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { durationSeconds, secondsBetween } from '../time';
import { backupAge } from './backupAge';
import { breachAt } from './breach';
import {
  isProofTooOld,
  nextDrillAt,
  pauseUntil,
  proofSeconds,
} from './drillPolicy';
import type { JobFacts } from './JobFacts';
import { judgeJob } from './judgeJob';

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
    recoveryEstimate: {
      seconds: recoverySeconds(facts),
      rtoSeconds: durationSeconds(job.spec.objectives?.rto) ?? null,
    },
    breachAt: breachAt(facts, now),
    nextDrillAt: plannedDrill(facts, now)?.toISOString() ?? null,
    copies: job.spec.copies.map((_, index) => copyStatus(facts, index, now)),
    strip,
  };
}

/** Null without a policy, or with one that cannot be read. */
export function plannedDrill(
  { job, drills }: Pick<JobFacts, 'job' | 'drills'>,
  now: Date,
  unjudged?: readonly DrillSummary[],
): Date | null {
  const { last, judged } = drills;
  const streak = unjudged ?? (last && last.id !== judged?.id ? [last] : []);
  try {
    return nextDrillAt(
      job,
      {
        judgedAt: judged ? judged.startedAt ?? judged.queuedAt : null,
        pauseUntil: pauseUntil(streak),
      },
      now,
    );
  } catch {
    return null;
  }
}

/** What the newest proof measured, plus the time the job allows for people and hardware. */
function recoverySeconds({ job, drills }: JobFacts): number | null {
  const timings = drills.passed?.timings;
  if (!timings) return null;
  const { fetch, open, boot, load, index } = timings;
  const allowance = durationSeconds(job.spec.objectives?.allowance) ?? 0;
  return fetch + open + boot + load + index + allowance;
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
    proved: isProved(facts, copy.store, now),
  };
}

function isProved({ job, drills }: JobFacts, store: string, now: Date) {
  const { passed, judged } = drills;
  if (!passed || passed.store !== store || judged?.outcome === 'failed')
    return false;
  const age = secondsBetween(passed.startedAt ?? passed.queuedAt, now);
  return !isProofTooOld(age, proofSeconds(job));
}
