import { createHash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Standing } from '@emr-backup/plugin-emr-backup-common';
import { toInstant } from '../time';
import { jobOfRow, packList, type ClinicDbRow, type JobRow } from './rows';
import type { Inventory, JobRecord, KnownJob } from './records';

/** Rows written by one statement; SQLite allows 32,766 values in one. */
const BATCH = 200;
/** Jobs read by one statement. */
const PART = 500;

/** A clinic's standing as the fleet page sorts by it. */
export interface ClinicStanding {
  ref: string;
  standing: Standing;
  rank: number;
  backupTakenAt: string | null;
  breachAt: string | null;
}

/** The columns the database sorts by. */
const REMEMBERED = [
  'standing',
  'standing_rank',
  'backup_taken_at',
  'breach_at',
] as const;

type Remembered = Pick<ClinicDbRow, 'ref' | (typeof REMEMBERED)[number]>;

const remembered = (clinic: ClinicStanding): Remembered => ({
  ref: clinic.ref,
  standing: clinic.standing,
  standing_rank: clinic.rank,
  backup_taken_at: clinic.backupTakenAt ?? '',
  breach_at: clinic.breachAt,
});

const sameness = (row: Remembered) =>
  JSON.stringify(REMEMBERED.map(column => row[column]));

/** What the catalog last said, kept so that the API answers without asking it. */
export class InventoryStore {
  static create(knex: Knex): InventoryStore {
    return new InventoryStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Takes over what the catalog says now. What is not in it any more is marked gone and keeps its history. */
  async replace(inventory: Inventory, now: Date): Promise<void> {
    const seen = toInstant(now);
    await this.knex.transaction(async trx => {
      await upsert(
        trx,
        'emr_clinics',
        inventory.clinics.map(clinic => ({
          ...clinic,
          operators: packList(clinic.operators),
          suppliers: packList(clinic.suppliers),
          hostings: packList(clinic.hostings),
          products: packList(clinic.products),
          standing: 'unproven',
          standing_rank: 2,
          backup_taken_at: '',
          first_seen_at: seen,
          gone_at: null,
        })),
        ['standing', 'standing_rank', 'backup_taken_at', 'first_seen_at'],
      );
      await upsert(
        trx,
        'emr_servers',
        inventory.servers.map(server => ({
          ref: server.ref,
          title: server.title,
          clinic_ref: server.clinicRef,
          product: server.product,
          hosting: server.hosting,
          gone_at: null,
        })),
      );
      await upsert(
        trx,
        'emr_jobs',
        (
          await newlySaid(trx, inventory.jobs)
        ).map(job => ({
          ref: job.ref,
          title: job.title,
          server_ref: job.serverRef,
          server_title: job.serverTitle,
          clinic_ref: job.clinicRef,
          clinic_title: job.clinicTitle,
          owner: job.owner,
          operated_by: job.operatedBy,
          product: job.product,
          hosting: job.hosting,
          timezone: job.timezone,
          opening_hours: job.openingHours,
          criticality: job.criticality,
          drill_from: job.drillFrom,
          fingerprint: fingerprintOf(job),
          spec: JSON.stringify(job.spec),
          first_seen_at: seen,
          gone_at: null,
        })),
        ['first_seen_at'],
      );
      await markGone(trx, 'emr_clinics', inventory.clinics, seen);
      await markGone(trx, 'emr_servers', inventory.servers, seen);
      await markGone(trx, 'emr_jobs', inventory.jobs, seen);
    });
  }

  async job(ref: string): Promise<KnownJob | undefined> {
    const row: JobRow | undefined = await this.#jobs().where({ ref }).first();
    return row && jobOfRow(row);
  }

  /** Read in parts: SQLite answers at once, and thousands of jobs hold the process for a third of a second. */
  async jobs(): Promise<KnownJob[]> {
    const jobs: KnownJob[] = [];
    for (let after = ''; ; after = jobs[jobs.length - 1].ref) {
      const rows: JobRow[] = await this.#jobs()
        .where('ref', '>', after)
        .orderBy('ref')
        .limit(PART);
      for (const row of rows) jobs.push(jobOfRow(row));
      if (rows.length < PART) return jobs;
      await othersTurn();
    }
  }

  /** Those of the refs that the catalog names. */
  async jobsByRef(refs: readonly string[]): Promise<KnownJob[]> {
    const jobs: KnownJob[] = [];
    for (let start = 0; start < refs.length; start += BATCH) {
      const batch = refs.slice(start, start + BATCH);
      jobs.push(...(await this.#jobs().whereIn('ref', batch)).map(jobOfRow));
    }
    return jobs;
  }

  async jobsOfClinics(clinicRefs: readonly string[]): Promise<KnownJob[]> {
    const rows = await this.#jobs()
      .whereIn('clinic_ref', clinicRefs)
      .orderBy('ref');
    return rows.map(jobOfRow);
  }

  /** Writes only what changed: every round judges every clinic, and hardly any stands otherwise than before. */
  async rememberStandings(standings: readonly ClinicStanding[]): Promise<void> {
    const known = new Map<string, string>();
    for (let start = 0; start < standings.length; start += BATCH) {
      const refs = standings.slice(start, start + BATCH).map(({ ref }) => ref);
      const rows: Remembered[] = await this.knex('emr_clinics')
        .whereIn('ref', refs)
        .select('ref', ...REMEMBERED);
      for (const row of rows) known.set(row.ref, sameness(row));
    }
    const changed = standings
      .map(remembered)
      .filter(row => known.get(row.ref) !== sameness(row));
    if (changed.length === 0) return;
    await this.knex.transaction(async trx => {
      for (const { ref, ...columns } of changed)
        await trx('emr_clinics').where({ ref }).update(columns);
    });
  }

  #jobs(): Knex.QueryBuilder<JobRow, JobRow[]> {
    return this.knex<JobRow>('emr_jobs').whereNull('gone_at');
  }
}

/** Most jobs stay as they are from one reading of the catalog to the next; only the others are written. */
async function newlySaid(
  trx: Knex.Transaction,
  jobs: readonly JobRecord[],
): Promise<JobRecord[]> {
  const rows: { ref: string; fingerprint: string | null }[] = await trx(
    'emr_jobs',
  )
    .whereNull('gone_at')
    .select('ref', 'fingerprint');
  const known = new Map(rows.map(row => [row.ref, row.fingerprint]));
  return jobs.filter(job => known.get(job.ref) !== fingerprintOf(job));
}

/** Tells whether the catalog says something new of a job. */
function fingerprintOf(job: JobRecord): string {
  return createHash('sha256').update(JSON.stringify(job)).digest('base64url');
}

async function upsert(
  trx: Knex.Transaction,
  table: string,
  rows: readonly Record<string, unknown>[],
  keptWhenKnown: readonly string[] = [],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await othersTurn();
    const batch = rows.slice(start, start + BATCH);
    const merged = Object.keys(batch[0]).filter(
      column => column !== 'ref' && !keptWhenKnown.includes(column),
    );
    await trx(table).insert(batch).onConflict('ref').merge(merged);
  }
}

async function markGone(
  trx: Knex.Transaction,
  table: string,
  present: readonly { ref: string }[],
  seen: string,
): Promise<void> {
  const known: { ref: string }[] = await trx(table)
    .whereNull('gone_at')
    .select('ref');
  const refs = new Set(present.map(({ ref }) => ref));
  const gone = known.map(({ ref }) => ref).filter(ref => !refs.has(ref));
  for (let start = 0; start < gone.length; start += BATCH)
    await trx(table)
      .whereIn('ref', gone.slice(start, start + BATCH))
      .update({ gone_at: seen });
}
