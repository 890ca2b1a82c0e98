import { createHash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Pace } from '../pace';
import { toInstant } from '../time';
import { packList, type ClinicDbRow, type JobRow } from './rows';
import type {
  ClinicRecord,
  Inventory,
  JobRecord,
  ServerRecord,
} from './records';

/** Rows written by one statement; SQLite allows 32,766 values in one. */
const BATCH = 200;
/** Rows read by one statement: SQLite answers at once, and holds the process meanwhile. */
const PART = 200;

type Row = Record<string, unknown> & { ref: string };

/** What the catalog says of one kind, as rows. */
interface Said {
  table: string;
  rows: Row[];
  /** Tell whether a row says something new. */
  compared: readonly string[];
  /** What only the first sight of a row sets. */
  first: Record<string, unknown>;
}

interface Changes extends Said {
  news: Row[];
  gone: string[];
}

/**
 * Takes over what the catalog says now. Nearly all of it is what was known
 * already, so it is compared before anything is written, and the transaction,
 * for which everybody else waits in SQLite, holds the news alone. What is not
 * in the catalog any more is marked gone and keeps its history.
 */
export async function takeOver(
  knex: Knex,
  inventory: Inventory,
  now: Date,
): Promise<void> {
  const seen = toInstant(now);
  const changes: Changes[] = [];
  for (const said of [
    clinicsSaid(inventory.clinics, seen),
    serversSaid(inventory.servers),
    await jobsSaid(inventory.jobs, seen),
  ])
    changes.push(await compare(knex, said));
  if (changes.every(({ news, gone }) => news.length + gone.length === 0))
    return;
  await knex.transaction(async trx => {
    for (const change of changes) await write(trx, change, seen);
  });
}

function clinicsSaid(clinics: readonly ClinicRecord[], seen: string): Said {
  const rows = clinics.map(
    clinic =>
      ({
        ...clinic,
        operators: packList(clinic.operators),
        suppliers: packList(clinic.suppliers),
        hostings: packList(clinic.hostings),
        products: packList(clinic.products),
      } satisfies Partial<ClinicDbRow>),
  );
  return {
    table: 'emr_clinics',
    rows,
    compared: [
      'title',
      'owner',
      'region',
      'timezone',
      'size',
      'search',
      'operators',
      'suppliers',
      'hostings',
      'products',
    ] satisfies (keyof ClinicRecord)[],
    first: {
      standing: 'unproven',
      standing_rank: 2,
      backup_taken_at: '',
      first_seen_at: seen,
    },
  };
}

function serversSaid(servers: readonly ServerRecord[]): Said {
  const rows = servers.map(server => ({
    ref: server.ref,
    title: server.title,
    clinic_ref: server.clinicRef,
    product: server.product,
    hosting: server.hosting,
  }));
  return {
    table: 'emr_servers',
    rows,
    compared: ['title', 'clinic_ref', 'product', 'hosting'],
    first: {},
  };
}

/** A fingerprint stands for a job: its specification is long. */
async function jobsSaid(
  jobs: readonly JobRecord[],
  seen: string,
): Promise<Said> {
  const rows: Row[] = [];
  const pace = new Pace();
  for (const job of jobs) {
    await pace.rest();
    rows.push({
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
    } satisfies Omit<JobRow, 'first_seen_at' | 'gone_at'>);
  }
  return {
    table: 'emr_jobs',
    rows,
    compared: ['fingerprint'],
    first: { first_seen_at: seen },
  };
}

/** Tells whether the catalog says something new of a job. */
function fingerprintOf(job: JobRecord): string {
  return createHash('sha256').update(JSON.stringify(job)).digest('base64url');
}

async function compare(knex: Knex, said: Said): Promise<Changes> {
  const { table, rows, compared } = said;
  const textOf = (row: Row) =>
    JSON.stringify(compared.map(column => row[column] ?? null));
  const known = new Map<string, string>();
  const pace = new Pace();
  for (let after = '', read = PART; read === PART; ) {
    const part: Row[] = await knex(table)
      .whereNull('gone_at')
      .where('ref', '>', after)
      .orderBy('ref')
      .limit(PART)
      .select('ref', ...compared);
    for (const row of part) known.set(row.ref, textOf(row));
    read = part.length;
    after = part.at(-1)?.ref ?? after;
    await pace.rest();
  }
  const news = rows.filter(row => known.get(row.ref) !== textOf(row));
  for (const { ref } of rows) known.delete(ref);
  return { ...said, news, gone: [...known.keys()] };
}

async function write(
  trx: Knex.Transaction,
  { table, news, gone, first }: Changes,
  seen: string,
): Promise<void> {
  for (let start = 0; start < news.length; start += BATCH) {
    await othersTurn();
    const batch = news.slice(start, start + BATCH);
    const merged = Object.keys(batch[0]).filter(column => column !== 'ref');
    await trx(table)
      .insert(batch.map(row => ({ ...row, ...first, gone_at: null })))
      .onConflict('ref')
      .merge([...merged, 'gone_at']);
  }
  for (let start = 0; start < gone.length; start += BATCH)
    await trx(table)
      .whereIn('ref', gone.slice(start, start + BATCH))
      .update({ gone_at: seen });
}
