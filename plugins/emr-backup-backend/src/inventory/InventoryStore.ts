import type { Knex } from 'knex';
import type { Standing } from '@emr-backup/plugin-emr-backup-common';
import { Pace } from '../pace';
import { jobOfRow, type ClinicDbRow, type JobRow } from './rows';
import type { Inventory, KnownJob } from './records';
import { takeOver } from './takeOver';

/** Clinics or jobs named in one statement. */
const BATCH = 200;
/** Jobs read by one statement. */
const PART = 100;

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
  replace(inventory: Inventory, now: Date): Promise<void> {
    return takeOver(this.knex, inventory, now);
  }

  async job(ref: string): Promise<KnownJob | undefined> {
    const row: JobRow | undefined = await this.#jobs().where({ ref }).first();
    return row && jobOfRow(row);
  }

  /** Read in parts: SQLite answers at once, and thousands of jobs hold the process for a third of a second. */
  async jobs(): Promise<KnownJob[]> {
    const jobs: KnownJob[] = [];
    const pace = new Pace();
    for (let after = ''; ; after = jobs[jobs.length - 1].ref) {
      const rows: JobRow[] = await this.#jobs()
        .where('ref', '>', after)
        .orderBy('ref')
        .limit(PART);
      for (const row of rows) jobs.push(jobOfRow(row));
      if (rows.length < PART) return jobs;
      await pace.rest();
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
