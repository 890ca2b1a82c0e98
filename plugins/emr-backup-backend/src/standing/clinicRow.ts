import {
  STANDINGS,
  type BackupAge,
  type ClinicRow,
  type JobStatus,
  type Standing,
  type StandingReason,
} from '@emr-backup/plugin-emr-backup-common';
import type { ClinicRecord } from '../inventory';
import { earliest } from './breach';
import { unknownStrip, worstStrip } from './strip';

export const standingRank = (standing: Standing) => STANDINGS.indexOf(standing);

const NO_JOB: StandingReason = {
  code: 'no-backup-job',
  message: 'The catalog names no backup job for this clinic.',
};

/** A clinic stands as its worst job; one without a job is unproven. */
export function clinicRow(
  clinic: ClinicRecord,
  jobs: readonly JobStatus[],
  now: Date,
): ClinicRow {
  const worst = [...jobs].sort(
    (one, other) => standingRank(one.standing) - standingRank(other.standing),
  );
  const standing = worst[0]?.standing ?? 'unproven';
  return {
    clinic: { ref: clinic.ref, title: clinic.title },
    owner: clinic.owner,
    operators: clinic.operators,
    suppliers: clinic.suppliers,
    region: clinic.region,
    timezone: clinic.timezone,
    products: clinic.products,
    hostings: clinic.hostings,
    standing,
    reasons: worst.length ? reasonsOf(worst, jobs.length > 1) : [NO_JOB],
    backupAge: oldestBackup(jobs),
    lastProven: oldestProof(jobs),
    dataAgeSeconds: greatest(jobs.map(job => job.dataAgeSeconds)),
    recoveryEstimate: slowestRecovery(jobs),
    nextDrillAt:
      jobs
        .map(job => job.nextDrillAt)
        .filter((at): at is string => at !== null)
        .sort()[0] ?? null,
    breachAt: earliest(jobs.map(job => job.breachAt)),
    strip: jobs.length
      ? worstStrip(jobs.map(job => job.strip))
      : unknownStrip(clinic.timezone, now),
  };
}

/** The reasons of the worst jobs only: a proven neighbour explains nothing. */
function reasonsOf(
  worstFirst: readonly JobStatus[],
  named: boolean,
): StandingReason[] {
  const { standing } = worstFirst[0];
  return worstFirst
    .filter(job => job.standing === standing)
    .flatMap(job =>
      job.reasons.map(({ code, message }) => ({
        code,
        message: named ? `${job.job.title}: ${message}` : message,
      })),
    );
}

function oldestBackup(jobs: readonly JobStatus[]): BackupAge {
  const [worst] = jobs
    .map(job => job.backupAge)
    .sort(
      (one, other) =>
        Number(other.overdue) - Number(one.overdue) ||
        (other.ageSeconds ?? Infinity) - (one.ageSeconds ?? Infinity) ||
        0,
    );
  return (
    worst ?? {
      takenAt: null,
      ageSeconds: null,
      objectiveSeconds: null,
      overdue: false,
    }
  );
}

/** Null as long as one job was never proven. */
function oldestProof(jobs: readonly JobStatus[]): ClinicRow['lastProven'] {
  if (jobs.some(job => job.lastProven === null)) return null;
  const proofs = jobs.map(job => job.lastProven);
  return (
    proofs.sort((one, other) =>
      (one?.at ?? '') < (other?.at ?? '') ? -1 : 1,
    )[0] ?? null
  );
}

function slowestRecovery(
  jobs: readonly JobStatus[],
): ClinicRow['recoveryEstimate'] {
  const [slowest] = jobs
    .map(job => job.recoveryEstimate)
    .sort((one, other) => (other.seconds ?? -1) - (one.seconds ?? -1));
  return slowest ?? { seconds: null, rtoSeconds: null };
}

function greatest(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (top, value) => (value === null ? top : Math.max(value, top ?? value)),
    null,
  );
}
