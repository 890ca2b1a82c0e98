import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { PlannedDrill, Told } from '@emr-backup/plugin-emr-backup-common';
import { toInstant } from '../time';

const BATCH = 200;
const MOVED_AT_ONCE = 1000;

/** What is remembered of the rhythm of a job, to work out the turns after the next one. */
export interface RememberedRhythm {
  every?: string;
  cron?: string;
  /** Of a rhythm that follows backups: the usual seconds from one to the next. */
  followsSeconds?: number;
  window?: string;
  zone: string;
  proofSeconds: number;
  /** The rhythm in words. */
  words: string;
}

/** When the next drill of a job may start, and what it will take. */
export interface TimetableEntry {
  jobRef: string;
  fingerprint: string | null;
  pool: string;
  engine: string | null;
  store: string | null;
  rhythm: RememberedRhythm;
  /** When the rhythm asks for it. */
  dueAt: string | null;
  /** When it may start: due, not held, inside its window. */
  nextAt: string | null;
  /** Its turn when missed drills are caught up. */
  notBefore: string | null;
  provenAt: string | null;
  /** When the proof grows too old; null when nothing is promised. */
  lateAt: string | null;
  expectedSeconds: number;
  basis: PlannedDrill['basis'];
  state: 'planned' | 'paused' | 'blocked' | 'idle';
  /** Why it is paused or blocked. */
  reason: string | null;
  /** The same for readers of other languages. */
  told: Told[] | null;
}

/** An entry with what the inventory says of its job. */
export interface TimetableJob extends TimetableEntry {
  title: string;
  clinicRef: string | null;
  clinicTitle: string | null;
  operatedBy: string | null;
}

/** An entry whose drill is on its way. */
export interface ActiveEntry extends TimetableJob {
  active: { state: 'queued' | 'running'; since: string };
}

interface EntryRow {
  job_ref: string;
  fingerprint: string | null;
  pool: string;
  engine: string | null;
  store: string | null;
  rhythm: string;
  due_at: string | null;
  next_at: string | null;
  not_before: string | null;
  proven_at: string | null;
  late_at: string | null;
  expected_seconds: number;
  basis: PlannedDrill['basis'];
  state: TimetableEntry['state'];
  reason: string | null;
  /** JSON. */
  told: string | null;
  worked_out_at: string;
}

interface JobColumns {
  title: string;
  clinic_ref: string | null;
  clinic_title: string | null;
  operated_by: string | null;
}

const COLUMNS = [
  'entry.*',
  'job.title',
  'job.clinic_ref',
  'job.clinic_title',
  'job.operated_by',
];

/** Remembers when each job's next drill may start: a tick reads only what is due. */
export class Timetable {
  static create(knex: Knex): Timetable {
    return new Timetable(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async remember(entries: readonly TimetableEntry[], now: Date): Promise<void> {
    const rows = entries.map(entry => rowOf(entry, now));
    for (let start = 0; start < rows.length; start += BATCH)
      await this.knex<EntryRow>('emr_schedules')
        .insert(rows.slice(start, start + BATCH))
        .onConflict('job_ref')
        .merge();
  }

  async forget(jobRefs: readonly string[]): Promise<void> {
    if (jobRefs.length > 0)
      await this.knex('emr_schedules').whereIn('job_ref', jobRefs).delete();
  }

  /** Jobs whose drill may start and is not on its way. */
  async due(now: Date): Promise<TimetableJob[]> {
    return this.#read(query =>
      query
        .where('entry.next_at', '<=', toInstant(now))
        .whereNotExists(
          this.knex('emr_drills as drill')
            .whereRaw('drill.job_ref = entry.job_ref')
            .whereNot('drill.state', 'finished')
            .select('drill.id'),
        ),
    );
  }

  /** Every job, for the plan. */
  all(): Promise<TimetableJob[]> {
    return this.#read(() => {});
  }

  /** Jobs whose rhythm asked for a drill in a span of time; those due before it had their chance. */
  dueSince(from: Date, now: Date): Promise<TimetableJob[]> {
    return this.#read(query =>
      query
        .where('entry.due_at', '>', toInstant(from))
        .where('entry.due_at', '<=', toInstant(now))
        .whereNotNull('entry.next_at'),
    );
  }

  /** Moves drills that wait. */
  async postpone(
    turns: readonly { jobRef: string; nextAt: Date; notBefore?: Date }[],
  ): Promise<void> {
    const moved = turns.map(({ jobRef, nextAt, notBefore }) => [
      jobRef,
      toInstant(nextAt),
      notBefore ? toInstant(notBefore) : null,
    ]);
    for (let start = 0; start < moved.length; start += MOVED_AT_ONCE) {
      const batch = moved.slice(start, start + MOVED_AT_ONCE);
      // SQLite answers at once, so nothing else would have its turn.
      await othersTurn();
      // Both databases name the columns of a list of values so. The refs are
      // said twice because SQLite would else read the whole table each time.
      await this.knex.raw(
        `update emr_schedules
        set next_at = turn.column2, not_before = coalesce(turn.column3, not_before)
        from (values ${batch.map(() => '(?, ?, ?)').join(', ')}) as turn
        where emr_schedules.job_ref = turn.column1
        and emr_schedules.job_ref in (${batch.map(() => '?').join(', ')})`,
        [...batch.flat(), ...batch.map(([jobRef]) => jobRef)],
      );
    }
  }

  /** Turns in a catch-up that are still to come. */
  async notBefore(
    jobRefs: readonly string[],
    now: Date,
  ): Promise<Map<string, string>> {
    const rows = await this.knex<EntryRow>('emr_schedules')
      .whereIn('job_ref', jobRefs)
      .where('not_before', '>', toInstant(now))
      .select('job_ref', 'not_before');
    return new Map(rows.map(row => [row.job_ref, row.not_before ?? '']));
  }

  /** Drills on their way, each with what is remembered of its job. */
  async active(): Promise<ActiveEntry[]> {
    const rows: (EntryRow &
      JobColumns & {
        active_state: 'queued' | 'running';
        active_since: string;
      })[] = await this.#entries()
      .join('emr_drills as drill', 'drill.job_ref', 'entry.job_ref')
      .whereNot('drill.state', 'finished')
      .select(
        ...COLUMNS,
        'drill.state as active_state',
        this.knex.raw(
          'coalesce(drill.started_at, drill.queued_at) as active_since',
        ),
      );
    const read = jobReader();
    return rows.map(row => ({
      ...read(row),
      active: { state: row.active_state, since: row.active_since },
    }));
  }

  /** Expected seconds of the shortest drill of each pool. */
  async shortest(): Promise<Map<string, number>> {
    const rows: { pool: string; seconds: number }[] = await this.knex(
      'emr_schedules',
    )
      .whereIn('state', ['planned', 'paused'])
      .groupBy('pool')
      .select('pool')
      .min({ seconds: 'expected_seconds' });
    return new Map(rows.map(row => [row.pool, row.seconds]));
  }

  async #read(
    narrow: (query: Knex.QueryBuilder) => void,
  ): Promise<TimetableJob[]> {
    const rows: (EntryRow & JobColumns)[] = await this.#entries()
      .modify(narrow)
      .select(...COLUMNS);
    return rows.map(jobReader());
  }

  #entries(): Knex.QueryBuilder {
    return this.knex('emr_schedules as entry')
      .join('emr_jobs as job', 'job.ref', 'entry.job_ref')
      .whereNull('job.gone_at');
  }
}

function rowOf(entry: TimetableEntry, now: Date): EntryRow {
  return {
    job_ref: entry.jobRef,
    fingerprint: entry.fingerprint,
    pool: entry.pool,
    engine: entry.engine,
    store: entry.store,
    rhythm: JSON.stringify(entry.rhythm),
    due_at: entry.dueAt,
    next_at: entry.nextAt,
    not_before: entry.notBefore,
    proven_at: entry.provenAt,
    late_at: entry.lateAt,
    expected_seconds: entry.expectedSeconds,
    basis: entry.basis,
    state: entry.state,
    reason: entry.reason,
    told: entry.told && JSON.stringify(entry.told),
    worked_out_at: toInstant(now),
  };
}

/** A fleet has a few dozen rhythms: each is read once, however many jobs have it. */
function jobReader(): (row: EntryRow & JobColumns) => TimetableJob {
  const rhythms = new Map<string, RememberedRhythm>();
  return row => {
    const rhythm: RememberedRhythm =
      rhythms.get(row.rhythm) ?? JSON.parse(row.rhythm);
    rhythms.set(row.rhythm, rhythm);
    return jobOf(row, rhythm);
  };
}

function jobOf(
  row: EntryRow & JobColumns,
  rhythm: RememberedRhythm,
): TimetableJob {
  return {
    jobRef: row.job_ref,
    fingerprint: row.fingerprint,
    pool: row.pool,
    engine: row.engine,
    store: row.store,
    rhythm,
    dueAt: row.due_at,
    nextAt: row.next_at,
    notBefore: row.not_before,
    provenAt: row.proven_at,
    lateAt: row.late_at,
    expectedSeconds: row.expected_seconds,
    basis: row.basis,
    state: row.state,
    reason: row.reason,
    told: row.told === null ? null : JSON.parse(row.told),
    title: row.title,
    clinicRef: row.clinic_ref,
    clinicTitle: row.clinic_title,
    operatedBy: row.operated_by,
  };
}
