import type {
  CheckResult,
  CheckStatus,
  DrillDetail,
  DrillReport,
  DrillState,
  DrillSummary,
  Outcome,
  PhaseProgress,
  RestoreTier,
  ServerTuning,
} from '@emr-backup/plugin-emr-backup-common';
import { DRILL_PHASES } from '@emr-backup/plugin-emr-backup-common';

/** A row of `emr_drills`. */
export interface DrillRow {
  id: string;
  job_ref: string;
  job_title: string;
  clinic_ref: string | null;
  clinic_title: string | null;
  state: DrillState;
  outcome: Outcome | null;
  reason_code: string | null;
  reason_message: string | null;
  started_by: string;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  artifact_name: string | null;
  artifact_taken_at: string | null;
  artifact_bytes: number | string | null;
  store: string | null;
  path: string | null;
  location: string | null;
  data_age_seconds: number | null;
  timings: string | null;
  tier: RestoreTier;
  tuning: ServerTuning;
  phases: string;
  runner: string | null;
  heartbeat_at: string | null;
  attempts: number;
  cancel_requested_at: string | null;
  /** Where it may run: the pool the job names. */
  pool: string;
  /** The engine it needs; null when only its files will tell. */
  engine: string | null;
  /** Token of the attempt that runs; every write of a runner names it. */
  lease: string | null;
  /** The drill this one repeats, because its runner was lost. */
  retry_of: string | null;
  retries: number;
}

export type CheckCounts = Record<CheckStatus, number>;

export const noChecks = (): CheckCounts => ({
  pass: 0,
  fail: 0,
  warn: 0,
  skip: 0,
});

/** The phases of a drill that has not begun. */
export const waitingPhases = (): PhaseProgress[] =>
  DRILL_PHASES.map(phase => ({
    phase,
    state: 'waiting',
    seconds: null,
    progress: null,
    bytesPerSecond: null,
    note: null,
  }));

export function summaryOfRow(row: DrillRow, checks: CheckCounts): DrillSummary {
  return {
    id: row.id,
    job: { ref: row.job_ref, title: row.job_title },
    clinic:
      row.clinic_ref === null
        ? null
        : { ref: row.clinic_ref, title: row.clinic_title ?? row.clinic_ref },
    state: row.state,
    outcome: row.outcome,
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, message: row.reason_message ?? '' },
    startedBy: row.started_by,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    artifact:
      row.artifact_name === null
        ? null
        : {
            name: row.artifact_name,
            takenAt: row.artifact_taken_at,
            bytes: Number(row.artifact_bytes ?? 0),
          },
    store: row.store,
    location: row.location,
    checks,
    dataAgeSeconds: row.data_age_seconds,
    timings: row.timings === null ? null : JSON.parse(row.timings),
    tier: row.tier,
    tuning: row.tuning,
  };
}

export const detailOfRow = (
  row: DrillRow,
  checks: CheckCounts,
  parts: { checkResults: CheckResult[]; report: DrillReport | null },
): DrillDetail => ({
  ...summaryOfRow(row, checks),
  phases: JSON.parse(row.phases),
  ...parts,
});
