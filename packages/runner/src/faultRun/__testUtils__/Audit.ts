import type { Knex } from 'knex';

/** A drill's row at the end. */
export interface DrillEnd {
  id: string;
  job_ref: string;
  state: string;
  outcome: string | null;
  reason_code: string | null;
  reason_message: string | null;
  retry_of: string | null;
}

/** Watches the table of drills from inside the database: what was written over is not forgotten. */
export class Audit {
  constructor(private readonly knex: Knex) {}

  async install(): Promise<void> {
    const { knex } = this;
    await knex.schema.createTable('fault_run_ends', table => {
      table.string('id').notNullable();
      table.string('outcome');
      table.string('reason_code');
    });
    if (String(knex.client.config.client).includes('sqlite')) {
      await knex.raw(`create trigger fault_run_end after update on emr_drills
        when new.outcome is not null and (old.outcome is null or old.outcome <> new.outcome)
        begin insert into fault_run_ends values (new.id, new.outcome, new.reason_code); end`);
      await this.#before(knex);
      return;
    }
    await knex.raw(`create function fault_run_end() returns trigger language plpgsql as $$
      begin insert into fault_run_ends values (new.id, new.outcome, new.reason_code); return new; end $$`);
    // Nobody writes to the table until both are there.
    await knex.transaction(async trx => {
      await trx.raw(`create trigger fault_run_end after update on emr_drills for each row
        when (new.outcome is not null and old.outcome is distinct from new.outcome or old.state = 'finished' and new.state <> 'finished')
        execute function fault_run_end()`);
      await this.#before(trx);
    });
  }

  /** Drills that the portals started and ended by themselves before anybody watched. */
  async #before(knex: Knex): Promise<void> {
    await knex.raw(
      'insert into fault_run_ends select id, outcome, reason_code from emr_drills where outcome is not null',
    );
  }

  async drills(): Promise<DrillEnd[]> {
    return this.knex('emr_drills').select(
      'id',
      'job_ref',
      'state',
      'outcome',
      'reason_code',
      'reason_message',
      'retry_of',
    );
  }

  async unfinished(): Promise<number> {
    const rows = await this.knex('emr_drills')
      .whereNot('state', 'finished')
      .select('id');
    return rows.length;
  }

  /** How often each drill got an outcome. */
  async ends(): Promise<Map<string, number>> {
    const rows: { id: string }[] = await this.knex('fault_run_ends').select(
      'id',
    );
    const ends = new Map<string, number>();
    for (const { id } of rows) ends.set(id, (ends.get(id) ?? 0) + 1);
    return ends;
  }
}
