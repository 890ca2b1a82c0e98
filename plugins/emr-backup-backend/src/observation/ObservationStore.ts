import type { Knex } from 'knex';
import { toInstant } from '../time';

const BATCH = 200;

/** Names one copy of one job. */
export interface CopyKey {
  jobRef: string;
  store: string;
  path: string;
}

/** An artifact as it was seen in a copy. */
export interface ObservedArtifact {
  /** Unique in its copy. */
  key: string;
  name: string;
  bytes: number;
  files: number;
  takenAt: string;
  hollow: boolean;
}

/** What is known of one copy. */
export interface CopyFacts extends CopyKey {
  firstObservedAt: string | null;
  observedAt: string;
  problem: string | null;
  artifacts: number;
  newest: ObservedArtifact | null;
  newestGood: ObservedArtifact | null;
}

interface CopyRow {
  job_ref: string;
  store: string;
  path: string;
  first_observed_at: string | null;
  observed_at: string;
  problem: string | null;
  artifacts: number;
}

interface ArtifactRow {
  job_ref: string;
  store: string;
  path: string;
  key: string;
  name: string;
  bytes: number | string;
  files: number;
  taken_at: string;
  hollow: boolean | number;
}

/** What was seen in the stores, and when. */
export class ObservationStore {
  static create(knex: Knex): ObservationStore {
    return new ObservationStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Records everything that lies in a copy now. */
  async record(
    key: CopyKey,
    artifacts: readonly ObservedArtifact[],
    now: Date,
  ): Promise<void> {
    const seen = toInstant(now);
    const copy = rowKey(key);
    await this.knex.transaction(async trx => {
      await trx('emr_copies')
        .insert({
          ...copy,
          first_observed_at: seen,
          observed_at: seen,
          problem: null,
          artifacts: artifacts.length,
        })
        .onConflict(['job_ref', 'store', 'path'])
        .merge({
          first_observed_at: trx.raw(
            'coalesce(emr_copies.first_observed_at, excluded.first_observed_at)',
          ),
          observed_at: seen,
          problem: null,
          artifacts: artifacts.length,
        });
      for (let start = 0; start < artifacts.length; start += BATCH)
        await trx('emr_artifacts')
          .insert(
            artifacts.slice(start, start + BATCH).map(artifact => ({
              ...copy,
              key: artifact.key,
              name: artifact.name,
              bytes: artifact.bytes,
              files: artifact.files,
              taken_at: artifact.takenAt,
              hollow: artifact.hollow,
              first_seen_at: seen,
              last_seen_at: seen,
              gone_at: null,
            })),
          )
          .onConflict(['job_ref', 'store', 'path', 'key'])
          .merge([
            'name',
            'bytes',
            'files',
            'taken_at',
            'hollow',
            'last_seen_at',
            'gone_at',
          ]);
      await trx('emr_artifacts')
        .where(copy)
        .whereNull('gone_at')
        .whereNot('last_seen_at', seen)
        .update({ gone_at: seen });
    });
  }

  /** Records that looking failed. What was seen before stays. */
  async recordProblem(key: CopyKey, problem: string, now: Date) {
    await this.knex('emr_copies')
      .insert({
        ...rowKey(key),
        first_observed_at: null,
        observed_at: toInstant(now),
        problem,
        artifacts: 0,
      })
      .onConflict(['job_ref', 'store', 'path'])
      .merge(['observed_at', 'problem']);
  }

  /** When each copy was last looked at, successfully or not. */
  async observedAt(): Promise<(CopyKey & { observedAt: string })[]> {
    const rows = await this.knex<CopyRow>('emr_copies').select('*');
    return rows.map(row => ({
      jobRef: row.job_ref,
      store: row.store,
      path: row.path,
      observedAt: row.observed_at,
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
    const newest = await this.#newest(jobRefs, () => {});
    const newestGood = await this.#newest(jobRefs, query =>
      query.where('hollow', false),
    );
    return rows.map(row => ({
      jobRef: row.job_ref,
      store: row.store,
      path: row.path,
      firstObservedAt: row.first_observed_at,
      observedAt: row.observed_at,
      problem: row.problem,
      artifacts: row.artifacts,
      newest: newest.get(copyId(row)) ?? null,
      newestGood: newestGood.get(copyId(row)) ?? null,
    }));
  }

  /** Every backup taken since an instant, also those that are gone by now. */
  async takenSince(
    jobRefs: readonly string[],
    since: string,
  ): Promise<
    {
      jobRef: string;
      store: string;
      path: string;
      takenAt: string;
      hollow: boolean;
    }[]
  > {
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

  /** Forgets artifacts that left their store before an instant. */
  async forgetGoneBefore(instant: string): Promise<number> {
    return this.knex('emr_artifacts').where('gone_at', '<', instant).delete();
  }

  async #newest(
    jobRefs: readonly string[],
    narrow: (query: Knex.QueryBuilder) => void,
  ): Promise<Map<string, ObservedArtifact>> {
    const placed = this.knex('emr_artifacts')
      .whereIn('job_ref', jobRefs)
      .whereNull('gone_at')
      .modify(narrow)
      .select('*')
      .rowNumber('place', builder =>
        builder
          .partitionBy(['job_ref', 'store', 'path'])
          .orderBy([{ column: 'taken_at', order: 'desc' }, { column: 'name' }]),
      );
    const rows: ArtifactRow[] = await this.knex
      .from(placed.as('placed'))
      .where('place', 1)
      .select('*');
    return new Map(
      rows.map(row => [
        copyId(row),
        {
          key: row.key,
          name: row.name,
          bytes: Number(row.bytes),
          files: row.files,
          takenAt: row.taken_at,
          hollow: Boolean(row.hollow),
        },
      ]),
    );
  }
}

function rowKey({ jobRef, store, path }: CopyKey) {
  return {
    job_ref: jobRef,
    store,
    path,
  };
}

function copyId(row: { job_ref: string; store: string; path: string }) {
  return JSON.stringify([row.job_ref, row.store, row.path]);
}
