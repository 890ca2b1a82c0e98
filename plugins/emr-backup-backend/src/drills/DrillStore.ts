import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  DrillDetail,
  DrillLog,
  DrillReport,
  DrillSummary,
} from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import type { DrillRoute, QueuedDrill } from '../queue';
import { toInstant } from '../time';
import { countChecks } from './checkCounts';
import { readLog } from './drillLogRows';
import { errorStreaks } from './errorStreaks';
import {
  detailOfRow,
  noChecks,
  summaryOfRow,
  waitingPhases,
  type DrillRow,
} from './drillRow';

/** Drills named in one statement. */
const BATCH = 400;

/** What the standing of a job rests on. */
export interface DrillFacts {
  /** The last one that ended, whatever came out. */
  last?: DrillSummary;
  /** The last one that passed or failed. */
  judged?: DrillSummary;
  /** The last full one that passed: the proof. */
  passed?: DrillSummary;
  /** The last full one that passed at the server's default settings: the measure of a recovery. */
  measured?: DrillSummary;
  /** Queued or running. */
  active?: DrillSummary;
  /** Drills that could not judge since one last did. */
  errorsInARow?: number;
}

const DRILL_FACTS = ['last', 'judged', 'passed', 'measured', 'active'] as const;

type DrillFact = (typeof DRILL_FACTS)[number];

/** A restore in part proves nothing when it passes; what it finds wrong is wrong. */
function notInPart(query: Knex.QueryBuilder): void {
  query.where(either =>
    either.where('tier', 'full').orWhereNot('outcome', 'passed'),
  );
}

/** Drills as everybody may read them. Who runs one writes through {@link DrillLedger}. */
export class DrillStore {
  static create(knex: Knex): DrillStore {
    return new DrillStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /**
   * Queues a drill of the job, or answers with the one that is queued or
   * running already: pressing the button twice starts one drill.
   */
  async enqueue(
    job: KnownJob,
    options: { startedBy: string; now: Date; route?: DrillRoute },
  ): Promise<{ drill: DrillSummary; created: boolean }> {
    const route = options.route ?? { pool: 'default', engine: null };
    const id = randomUUID();
    await this.knex<DrillRow>('emr_drills')
      .insert({
        id,
        job_ref: job.ref,
        job_title: job.title,
        clinic_ref: job.clinicRef,
        clinic_title: job.clinicTitle,
        state: 'queued',
        started_by: options.startedBy,
        queued_at: toInstant(options.now),
        phases: JSON.stringify(waitingPhases()),
        attempts: 0,
        pool: route.pool,
        engine: route.engine,
      })
      .onConflict(this.knex.raw("(job_ref) where state <> 'finished'"))
      .ignore();
    const row = await this.knex<DrillRow>('emr_drills')
      .where('job_ref', job.ref)
      .whereNot('state', 'finished')
      .first();
    // It may have been run to its end between the two statements.
    const found = row ?? (await this.#row(id));
    return {
      drill: summaryOfRow(found, noChecks()),
      created: found.id === id,
    };
  }

  async get(id: string): Promise<DrillDetail> {
    const row = await this.#row(id);
    const results: { result: string }[] = await this.knex('emr_drill_checks')
      .where('drill_id', id)
      .orderBy('position')
      .select('result');
    const [summary] = await this.#summaries([row]);
    return detailOfRow(row, summary.checks, {
      checkResults: results.map(({ result }) => JSON.parse(result)),
      report: (await this.report(id)) ?? null,
    });
  }

  /** The lines of a drill's log after a number. */
  async log(id: string, after: number): Promise<DrillLog> {
    const row = await this.#row(id);
    return { items: await readLog(this.knex, row.id, after) };
  }

  async summary(id: string): Promise<DrillSummary> {
    return (await this.#summaries([await this.#row(id)]))[0];
  }

  async report(id: string): Promise<DrillReport | undefined> {
    const row = await this.knex('emr_drill_reports')
      .where('drill_id', id)
      .first();
    return row && JSON.parse(row.report);
  }

  /** The newest proof of a backup that was not taken after an instant. */
  async proofOfBackupUntil(
    jobRef: string,
    takenAt: string,
  ): Promise<string | undefined> {
    const row = await this.knex<DrillRow>('emr_drills')
      .where({ job_ref: jobRef, outcome: 'passed', tier: 'full' })
      .where('artifact_taken_at', '<=', takenAt)
      .orderBy([
        { column: 'artifact_taken_at', order: 'desc' },
        { column: 'queued_at', order: 'desc' },
      ])
      .first('id');
    return row?.id;
  }

  /** Newest first. */
  async list(query: {
    job?: string;
    clinic?: string;
    limit: number;
  }): Promise<DrillSummary[]> {
    const rows = await this.knex<DrillRow>('emr_drills')
      .modify(builder => {
        if (query.job) builder.where('job_ref', query.job);
        if (query.clinic) builder.where('clinic_ref', query.clinic);
      })
      .orderBy([
        { column: 'queued_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit);
    return this.#summaries(rows);
  }

  async anyQueued(): Promise<boolean> {
    const row = await this.knex<DrillRow>('emr_drills')
      .where('state', 'queued')
      .first('id');
    return row !== undefined;
  }

  async queued(): Promise<QueuedDrill[]> {
    const rows = await this.knex<DrillRow>('emr_drills')
      .where('state', 'queued')
      .orderBy('queued_at')
      .select('id', 'job_ref', 'pool', 'engine');
    return rows.map(row => ({
      drillId: row.id,
      jobRef: row.job_ref,
      pool: row.pool,
      engine: row.engine,
    }));
  }

  /** The last drills of each job, by outcome. */
  async facts(jobRefs: readonly string[]): Promise<Map<string, DrillFacts>> {
    const facts = new Map<string, DrillFacts>(jobRefs.map(ref => [ref, {}]));
    const newest = (narrow: (query: Knex.QueryBuilder) => void) =>
      this.#newestPerJob(jobRefs, narrow);
    const ids: Record<DrillFact, string[]> = {
      // Not by state: SQLite would read every finished drill of all jobs.
      last: await newest(query => query.whereNotNull('outcome')),
      judged: await newest(query =>
        query.whereIn('outcome', ['passed', 'failed']).modify(notInPart),
      ),
      passed: await newest(query =>
        query.where('outcome', 'passed').modify(notInPart),
      ),
      measured: await newest(query =>
        query.where({ outcome: 'passed', tuning: 'default' }).modify(notInPart),
      ),
      active: await newest(query => query.whereNot('state', 'finished')),
    };
    // One drill may be the last, the judged and the passed one.
    const summaries = new Map(
      (await this.#byId([...new Set(Object.values(ids).flat())])).map(
        summary => [summary.id, summary],
      ),
    );
    for (const field of DRILL_FACTS)
      for (const id of ids[field]) {
        const summary = summaries.get(id);
        const entry = summary && facts.get(summary.job.ref);
        if (entry) entry[field] = summary;
      }
    for (const [ref, errors] of await errorStreaks(this.knex, jobRefs)) {
      const entry = facts.get(ref);
      if (entry) entry.errorsInARow = errors;
    }
    return facts;
  }

  /** True when so many drills of the job ended since one ran at the server's default settings that the next one shall. */
  async measureIsDue(jobRef: string, every: number): Promise<boolean> {
    const rows = await this.knex<DrillRow>('emr_drills')
      .where({ job_ref: jobRef, state: 'finished' })
      .orderBy('queued_at', 'desc')
      .limit(every - 1)
      .select('tuning');
    return (
      rows.length === every - 1 && rows.every(row => row.tuning !== 'default')
    );
  }

  /** Ended drills since an instant, for the strip. */
  async endedSince(
    jobRefs: readonly string[],
    since: string,
  ): Promise<{ jobRef: string; outcome: string; at: string }[]> {
    const rows: DrillRow[] = await this.knex<DrillRow>('emr_drills')
      .whereIn('job_ref', jobRefs)
      .where('state', 'finished')
      .where('ended_at', '>=', since)
      .modify(notInPart)
      .orderBy('ended_at')
      .select('job_ref', 'outcome', 'started_at', 'ended_at');
    return rows.map(row => ({
      jobRef: row.job_ref,
      outcome: row.outcome ?? 'error',
      at: row.started_at ?? row.ended_at ?? since,
    }));
  }

  /** The id of the newest drill of each job; whole rows would be carried through the sorting. */
  async #newestPerJob(
    jobRefs: readonly string[],
    narrow: (query: Knex.QueryBuilder) => void,
  ): Promise<string[]> {
    const placed = this.knex('emr_drills')
      .whereIn('job_ref', jobRefs)
      .modify(narrow)
      .select('id')
      .rowNumber('place', builder =>
        builder.partitionBy('job_ref').orderBy('queued_at', 'desc'),
      );
    // Not joined with the table once more: PostgreSQL without fresh statistics
    // would number the rows anew for each row it joins.
    const rows: { id: string }[] = await this.knex
      .from(placed.as('placed'))
      .where('place', 1)
      .select('id');
    return rows.map(({ id }) => id);
  }

  async #byId(ids: readonly string[]): Promise<DrillSummary[]> {
    const rows: DrillRow[] = [];
    for (let start = 0; start < ids.length; start += BATCH)
      rows.push(
        ...(await this.knex<DrillRow>('emr_drills').whereIn(
          'id',
          ids.slice(start, start + BATCH),
        )),
      );
    return this.#summaries(rows);
  }

  async #summaries(rows: readonly DrillRow[]): Promise<DrillSummary[]> {
    const counts = await countChecks(
      this.knex,
      rows.map(row => row.id),
    );
    return rows.map(row => summaryOfRow(row, counts.get(row.id) ?? noChecks()));
  }

  async #row(id: string): Promise<DrillRow> {
    const row = await this.knex<DrillRow>('emr_drills').where({ id }).first();
    if (!row) throw new NotFoundError(`There is no drill "${id}".`);
    return row;
  }
}
