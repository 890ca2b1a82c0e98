import type { Knex } from 'knex';
import { toInstant } from '../time';

const NAME = 'planner';
/** Three rounds: a replica that plans and is slow keeps its turn; after a crash another one goes on soon. */
const SILENCE_MS = 45_000;

interface PlannerRow {
  name: string;
  holder: string;
  ticked_at: string;
}

/** Of several replicas one plans: two would queue more than can soon run. */
export class PlannerLease {
  static create(knex: Knex, holder: string): PlannerLease {
    return new PlannerLease(knex, holder);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly holder: string,
  ) {}

  /**
   * Takes or keeps the lease; undefined when another replica has it. Answers
   * when somebody last planned; null when nobody ever did.
   */
  async hold(now: Date): Promise<{ lastTick: Date | null } | undefined> {
    const before = await this.#row().first();
    if (!before) {
      const created = await this.#row()
        .insert({ name: NAME, holder: this.holder, ticked_at: toInstant(now) })
        .onConflict('name')
        .ignore()
        .returning('name');
      return created.length > 0 ? { lastTick: null } : undefined;
    }
    const silent = toInstant(now.getTime() - SILENCE_MS);
    const held = await this.#row()
      .where(query =>
        query
          .where('holder', this.holder)
          .orWhere('holder', '')
          .orWhere('ticked_at', '<', silent),
      )
      .update({ holder: this.holder, ticked_at: toInstant(now) });
    return held > 0 ? { lastTick: new Date(before.ticked_at) } : undefined;
  }

  /** Lets another replica plan at once. */
  async release(): Promise<void> {
    await this.#row().where('holder', this.holder).update({ holder: '' });
  }

  #row(): Knex.QueryBuilder<PlannerRow> {
    return this.knex<PlannerRow>('emr_planner').where('name', NAME);
  }
}
