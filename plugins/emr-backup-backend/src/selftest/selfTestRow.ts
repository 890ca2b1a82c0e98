import type {
  DrillState,
  SelfTest,
} from '@emr-backup/plugin-emr-backup-common';

/** A row of `emr_self_tests`. */
export interface SelfTestRow {
  id: string;
  profile: string;
  job_ref: string;
  job_title: string;
  state: DrillState;
  started_by: string;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  caught: number;
  missed: number;
  not_made: number;
  faults: string;
  error: string | null;
  runner: string | null;
  heartbeat_at: string | null;
}

export const selfTestOfRow = (row: SelfTestRow): SelfTest => ({
  id: row.id,
  profile: row.profile,
  job: { ref: row.job_ref, title: row.job_title },
  state: row.state,
  startedBy: row.started_by,
  queuedAt: row.queued_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  caught: row.caught,
  missed: row.missed,
  notMade: row.not_made,
  faults: JSON.parse(row.faults),
  error: row.error,
});
