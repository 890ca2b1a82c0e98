import { randomUUID } from 'node:crypto';
import type { AlarmDelivery } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { toInstant } from '../time';
import type { DeliveryRow } from './alarmRow';

/** Messages sent together; more wait for the next tick. */
const BATCH = 500;

/**
 * A claim lasts so long. Shorter than the slowest transport, a message would
 * be sent twice; longer, the messages of a killed process come late.
 */
const LEASE_SECONDS = 600;

/** After so many attempts, over some five hours, the message counts as failed. */
const MAX_ATTEMPTS = 10;
const MAX_PAUSE_MINUTES = 60;

/** Messages on their way. A message belongs to who claimed it, until it is sent or handed back. */
export class Outbox {
  static create(knex: Knex): Outbox {
    return new Outbox(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Takes what is due, oldest first. */
  async claim(now: Date): Promise<DeliveryRow[]> {
    const claim = randomUUID();
    const free = () => {
      const given = toInstant(now.getTime() - LEASE_SECONDS * 1000);
      return this.#rows()
        .whereIn('state', ['waiting', 'held'])
        .where('due_at', '<=', toInstant(now))
        .where(builder =>
          builder.whereNull('claimed_at').orWhere('claimed_at', '<', given),
        );
    };
    const due = await free().orderBy('created_at').limit(BATCH).select('id');
    if (due.length === 0) return [];
    await free()
      .whereIn(
        'id',
        due.map(({ id }) => id),
      )
      .update({ claimed_by: claim, claimed_at: toInstant(now) });
    return this.#rows().where('claimed_by', claim).orderBy('created_at');
  }

  async sent(rows: readonly DeliveryRow[], now: Date): Promise<void> {
    await this.#settle(rows, attempts => ({
      state: 'sent',
      attempts,
      at: toInstant(now),
      problem: null,
    }));
  }

  /** Each failure doubles the pause before the next attempt; the last one is final. */
  async failed(
    rows: readonly DeliveryRow[],
    problem: string,
    now: Date,
  ): Promise<void> {
    await this.#settle(rows, attempts => {
      const minutes = Math.min(2 ** (attempts - 1), MAX_PAUSE_MINUTES);
      return {
        state: attempts >= MAX_ATTEMPTS ? 'failed' : 'waiting',
        attempts,
        at: toInstant(now),
        due_at: toInstant(now.getTime() + minutes * 60_000),
        problem,
      };
    });
  }

  /** How many messages are in each state. */
  async counts(): Promise<Map<AlarmDelivery['state'], number>> {
    const rows: { state: AlarmDelivery['state']; n: number | string }[] =
      await this.knex('emr_alarm_deliveries')
        .groupBy('state')
        .select('state')
        .count({ n: '*' });
    return new Map(rows.map(({ state, n }) => [state, Number(n)]));
  }

  /** Says how an attempt ended. One letter may settle hundreds: those tried equally often are one statement. */
  async #settle(
    rows: readonly DeliveryRow[],
    columnsOf: (attempts: number) => Partial<DeliveryRow>,
  ): Promise<void> {
    const alike = new Map<string, DeliveryRow[]>();
    for (const row of rows) {
      const key = JSON.stringify([row.claimed_by, row.attempts]);
      alike.set(key, [...(alike.get(key) ?? []), row]);
    }
    for (const group of alike.values()) {
      const [{ claimed_by, attempts }] = group;
      await this.#rows()
        .whereIn(
          'id',
          group.map(({ id }) => id),
        )
        .where({ claimed_by })
        .update({
          ...columnsOf(attempts + 1),
          claimed_by: null,
          claimed_at: null,
        });
    }
  }

  #rows(): Knex.QueryBuilder<DeliveryRow, DeliveryRow[]> {
    return this.knex<DeliveryRow>('emr_alarm_deliveries');
  }
}
