import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { JobHolds } from '../standing';
import { toInstant } from '../time';

/** What a person can say about a job's scheduled drills. */
export type HoldKind = 'pause' | 'skip';

/** A row of `emr_drill_holds`; those that ended stay as history. */
interface HoldRow {
  id: string;
  job_ref: string;
  kind: HoldKind;
  set_by: string;
  set_at: string;
  reason: string;
  until: string | null;
  skipped_due_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
}

/** A hold to be set. */
export interface NewHold {
  kind: HoldKind;
  by: string;
  reason: string;
  until: Date | null;
  /** Of a skip: the due time that is left out. */
  dueAt: Date | null;
}

/** What people said about the drills of jobs. */
export class HoldStore {
  static create(knex: Knex): HoldStore {
    return new HoldStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** What holds now; a job nobody holds is not in the answer. */
  async inForce(
    jobRefs: readonly string[],
    now: Date,
  ): Promise<Map<string, JobHolds>> {
    const rows: HoldRow[] = await this.#rows()
      .whereIn('job_ref', jobRefs)
      .whereNull('ended_at')
      .where(query =>
        query.whereNull('until').orWhere('until', '>', toInstant(now)),
      )
      .orderBy('set_at');
    const found = new Map<string, JobHolds>();
    for (const row of rows) {
      const holds = found.get(row.job_ref) ?? { paused: null, skipped: null };
      found.set(row.job_ref, holds);
      const hold = {
        by: row.set_by,
        at: row.set_at,
        reason: row.reason,
        until: row.until,
      };
      if (row.kind === 'pause') holds.paused = hold;
      else holds.skipped = { ...hold, dueAt: row.skipped_due_at ?? row.set_at };
    }
    return found;
  }

  /** Sets a hold in the place of the one of its kind. */
  async set(jobRef: string, hold: NewHold, now: Date): Promise<void> {
    await this.knex.transaction(async trx => {
      await this.#end(trx, jobRef, [hold.kind], { by: hold.by, now });
      await trx<HoldRow>('emr_drill_holds').insert({
        id: randomUUID(),
        job_ref: jobRef,
        kind: hold.kind,
        set_by: hold.by,
        set_at: toInstant(now),
        reason: hold.reason,
        until: hold.until && toInstant(hold.until),
        skipped_due_at: hold.dueAt && toInstant(hold.dueAt),
      });
    });
  }

  /** Ends whatever holds the job. */
  async end(jobRef: string, by: string, now: Date): Promise<void> {
    await this.#end(this.knex, jobRef, ['pause', 'skip'], { by, now });
  }

  async #end(
    knex: Knex,
    jobRef: string,
    kinds: readonly HoldKind[],
    { by, now }: { by: string; now: Date },
  ): Promise<void> {
    await knex<HoldRow>('emr_drill_holds')
      .where('job_ref', jobRef)
      .whereIn('kind', kinds)
      .whereNull('ended_at')
      .update({ ended_at: toInstant(now), ended_by: by });
  }

  #rows(): Knex.QueryBuilder<HoldRow, HoldRow[]> {
    return this.knex<HoldRow>('emr_drill_holds');
  }
}
