import type { Knex } from 'knex';

/**
 * Now by the clock of the database, as the instants of every table are
 * written. Heartbeats of several hosts are compared with one another, and the
 * clocks of clinic machines differ by minutes.
 */
export function databaseInstant(knex: Knex): Knex.Raw {
  return String(knex.client.config.client).includes('sqlite')
    ? knex.raw("strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")
    : knex.raw(
        `to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      );
}

/** The same instant, read. */
export async function databaseNow(knex: Knex): Promise<Date> {
  const row: { now: string } | undefined = await knex
    .select({ now: databaseInstant(knex) })
    .first();
  return new Date(row?.now ?? Date.now());
}
