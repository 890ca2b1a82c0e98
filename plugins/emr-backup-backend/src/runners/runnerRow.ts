import type { RunnerStatus } from '@emr-backup/plugin-emr-backup-common';

/** A row of `emr_runners`. Lists are JSON. */
export interface RunnerRow {
  id: string;
  host: string;
  pools: string;
  engines: string;
  tools: string;
  /** Names of the stores and keys in the runner's own app-config. */
  stores: string;
  keys: string;
  places: number;
  running: number;
  state: 'up' | 'draining';
  started_at: string;
  heartbeat_at: string;
}

/** What a runner says of itself. */
export interface RunnerIntroduction {
  host: string;
  pools: readonly string[];
  engines: RunnerStatus['engines'];
  tools: readonly string[];
  stores: readonly string[];
  keys: readonly string[];
  places: number;
}

export const statusOfRow = (row: RunnerRow, lost: boolean): RunnerStatus => ({
  id: row.id,
  host: row.host,
  pools: JSON.parse(row.pools),
  engines: JSON.parse(row.engines),
  tools: JSON.parse(row.tools),
  places: row.places,
  running: lost ? 0 : row.running,
  startedAt: row.started_at,
  heartbeatAt: row.heartbeat_at,
  state: lost ? 'lost' : row.state,
});
