import { randomUUID } from 'node:crypto';
import type {
  CustodyEntry,
  RecordCustody,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import type { KnownJob } from '../inventory';
import { toInstant } from '../time';
import { custodyFacts, type CustodyFacts } from './custodyFacts';

/** The page shows the newest; the table keeps them all. */
const SHOWN = 200;

interface CustodyRow {
  id: string;
  job_ref: string;
  store: string | null;
  at: string;
  medium: string;
  who: string;
  from_place: string;
  to_place: string;
  note: string | null;
  recorded_by: string;
  recorded_at: string;
}

/** Who carried which medium where. Entries are added, never changed. */
export class CustodyStore {
  static create(knex: Knex): CustodyStore {
    return new CustodyStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async add(
    jobRef: string,
    entry: RecordCustody & { at: string },
    options: { recordedBy: string; now: Date },
  ): Promise<void> {
    const row: CustodyRow = {
      id: randomUUID(),
      job_ref: jobRef,
      store: entry.store ?? null,
      at: entry.at,
      medium: entry.medium,
      who: entry.who,
      from_place: entry.from,
      to_place: entry.to,
      note: entry.note ?? null,
      recorded_by: options.recordedBy,
      recorded_at: toInstant(options.now),
    };
    await this.knex<CustodyRow>('emr_custody').insert(row);
  }

  /** Newest first. */
  async list(jobRef: string): Promise<CustodyEntry[]> {
    const rows = await this.knex<CustodyRow>('emr_custody')
      .where('job_ref', jobRef)
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'recorded_at', order: 'desc' },
      ])
      .limit(SHOWN);
    return rows.map(row => ({
      id: row.id,
      at: row.at,
      medium: row.medium,
      who: row.who,
      from: row.from_place,
      to: row.to_place,
      note: row.note,
      store: row.store,
      recordedBy: row.recorded_by,
    }));
  }

  /** Of every job that has a carried copy, where each of its copies stands. */
  async facts(
    jobs: readonly KnownJob[],
    now: Date,
  ): Promise<Map<string, (CustodyFacts | null)[]>> {
    const carried = jobs.filter(job => job.spec.copies.some(c => c.custody));
    if (carried.length === 0) return new Map();
    const rows: { job_ref: string; store: string | null; last: string }[] =
      await this.knex<CustodyRow>('emr_custody')
        .whereIn(
          'job_ref',
          carried.map(job => job.ref),
        )
        .groupBy('job_ref', 'store')
        .select('job_ref', 'store')
        .max({ last: 'at' });
    return new Map(
      carried.map(job => {
        const own = rows.filter(row => row.job_ref === job.ref);
        // An entry without a store speaks of every carried copy.
        const lastAt = (copy: { store: string }) =>
          own
            .filter(row => row.store === null || row.store === copy.store)
            .map(row => row.last)
            .sort()
            .at(-1) ?? null;
        return [job.ref, custodyFacts(job, lastAt, now)];
      }),
    );
  }
}
