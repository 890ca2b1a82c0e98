import type { SeenBackup } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { toInstant } from '../time';
import {
  artifactOfRow,
  copyColumns,
  seenBackupOfRow,
  type ArtifactRow,
} from './artifactRow';
import type { CopyFacts, CopyKey, ObservedArtifact } from './CopyFacts';
import { recordFailedLook, recordLook, type Look } from './recordLook';
import type { Sized } from './shrunk';

interface CopyRow {
  job_ref: string;
  store: string;
  path: string;
  first_observed_at: string | null;
  observed_at: string;
  look_at: string | null;
  problem: string | null;
  problem_code: string | null;
  problem_since: string | null;
  artifacts: number;
  emptied_at: string | null;
  recent: string;
  newest_good: string | null;
}

/** Which part of a job's history is wanted. */
export interface HistoryQuery {
  jobRef: string;
  store: string;
  /** Every copy in the store when left out. */
  path?: string;
  since: string;
  limit: number;
  offset: number;
}

/** What was seen in the stores, and when. */
export class ObservationStore {
  static create(knex: Knex): ObservationStore {
    return new ObservationStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Records everything that lies in a copy now. */
  record(key: CopyKey, look: Look, now: Date): Promise<void> {
    return recordLook(this.knex, key, look, now);
  }

  /** Records that looking failed. What was seen before stays. */
  recordProblem(
    key: CopyKey,
    failure: { problem: string; code: string; nextLookAt: Date },
    now: Date,
  ): Promise<void> {
    return recordFailedLook(this.knex, key, failure, now);
  }

  /** Copies that need no look yet. */
  async notDue(now: Date): Promise<CopyKey[]> {
    const rows = await this.knex<CopyRow>('emr_copies')
      .where('look_at', '>', toInstant(now))
      .select('job_ref', 'store', 'path');
    return rows.map(row => ({
      jobRef: row.job_ref,
      store: row.store,
      path: row.path,
    }));
  }

  async lastLook(): Promise<string | null> {
    const row = await this.knex<CopyRow>('emr_copies')
      .max({ at: 'observed_at' })
      .first();
    return row?.at ?? null;
  }

  async copies(jobRefs: readonly string[]): Promise<CopyFacts[]> {
    const rows = await this.knex<CopyRow>('emr_copies').whereIn(
      'job_ref',
      jobRefs,
    );
    return rows.map(copyOfRow);
  }

  /** By key: what lay in a copy at the last good look. */
  async present(key: CopyKey): Promise<Map<string, ObservedArtifact>> {
    const rows = await this.knex<ArtifactRow>('emr_artifacts')
      .where(copyColumns(key))
      .whereNull('gone_at');
    return new Map(rows.map(row => [row.key, artifactOfRow(row)]));
  }

  /** The newest of the artifacts that left a copy. */
  async gone(key: CopyKey, limit: number): Promise<Sized[]> {
    const rows = await this.knex<ArtifactRow>('emr_artifacts')
      .where({ ...copyColumns(key), hollow: false })
      .whereNotNull('gone_at')
      .orderBy('taken_at', 'desc')
      .limit(limit);
    return rows.map(artifactOfRow);
  }

  /** Every backup taken since an instant, also those that are gone by now. */
  async takenSince(
    jobRefs: readonly string[],
    since: string,
  ): Promise<(CopyKey & { takenAt: string; hollow: boolean })[]> {
    const rows = await this.knex<ArtifactRow>('emr_artifacts')
      .whereIn('job_ref', jobRefs)
      .where('taken_at', '>=', since)
      .select('job_ref', 'store', 'path', 'taken_at', 'hollow');
    return rows.map(row => ({
      jobRef: row.job_ref,
      store: row.store,
      path: row.path,
      takenAt: row.taken_at,
      hollow: Boolean(row.hollow),
    }));
  }

  /** Of one copy, with the newest one before the instant. */
  async takenIn(
    key: CopyKey,
    since: string,
  ): Promise<{ takenAt: string; hollow: boolean }[]> {
    const good = () =>
      this.knex<ArtifactRow>('emr_artifacts')
        .where({ ...copyColumns(key), hollow: false })
        .select('taken_at', 'hollow');
    const before = await good()
      .where('taken_at', '<', since)
      .orderBy('taken_at', 'desc')
      .limit(1);
    const within = await good().where('taken_at', '>=', since);
    return [...before, ...within].map(row => ({
      takenAt: row.taken_at,
      hollow: Boolean(row.hollow),
    }));
  }

  /** Newest first, also those that are gone by now. */
  async history(
    query: HistoryQuery,
  ): Promise<{ items: SeenBackup[]; totalItems: number }> {
    const { jobRef, store, path, since, limit, offset } = query;
    const matching = () =>
      this.knex<ArtifactRow>('emr_artifacts')
        .where({ job_ref: jobRef, store, ...(path !== undefined && { path }) })
        .where('taken_at', '>=', since);
    const rows: ArtifactRow[] = await matching()
      .orderBy([{ column: 'taken_at', order: 'desc' }, { column: 'name' }])
      .limit(limit)
      .offset(offset)
      .select('*');
    const counted = await matching().count({ total: '*' }).first();
    return {
      items: rows.map(seenBackupOfRow),
      totalItems: Number(counted?.total ?? 0),
    };
  }

  /** Forgets artifacts that left their store before an instant. */
  async forgetGoneBefore(instant: string): Promise<number> {
    return this.knex('emr_artifacts').where('gone_at', '<', instant).delete();
  }
}

function copyOfRow(row: CopyRow): CopyFacts {
  const recent: ObservedArtifact[] = JSON.parse(row.recent);
  return {
    jobRef: row.job_ref,
    store: row.store,
    path: row.path,
    firstObservedAt: row.first_observed_at,
    observedAt: row.observed_at,
    problem: row.problem,
    problemCode: row.problem_code,
    problemSince: row.problem_since,
    artifacts: row.artifacts,
    emptiedAt: row.emptied_at,
    recent,
    newest: recent[0] ?? null,
    newestGood: row.newest_good === null ? null : JSON.parse(row.newest_good),
  };
}
