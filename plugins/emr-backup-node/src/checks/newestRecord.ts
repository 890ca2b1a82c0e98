import { FixedOffsetZone, type Zone } from 'luxon';
import type { CheckContext, Profile, RestoredTable } from '../contracts';
import { columnOf, RestoredTables } from './RestoredTables';
import { asNumber } from './rowCounts';
import { instantOf, latestWallClock } from './wallClock';

/** Older stored times are zero dates and placeholders, never a record. */
const FLOOR_WALL = '1900-01-02 00:00:00';
const FLOOR_SECONDS = 1;

/** What one freshness column says. */
export interface ColumnAge {
  /** `table.column`. */
  from: string;
  kind: Profile['freshness'][number]['kind'];
  /** Epoch milliseconds of the newest value that is not in the future; null when there is none. */
  newest: number | null;
  /** Values after the drill time. They are never counted. */
  future: number;
}

type Freshness = Profile['freshness'][number];

/** Reads every freshness column the copy has. */
export async function readFreshness(
  context: CheckContext,
  at: { now: number; zone: Zone },
): Promise<ColumnAge[]> {
  const tables = RestoredTables.of(context);
  const ages: ColumnAge[] = [];
  for (const freshness of context.profile.freshness)
    for (const table of tables.all(freshness.table)) {
      const column = columnOf(table, freshness.column);
      if (column)
        ages.push(await readColumn(context, { freshness, table, column, at }));
    }
  return ages;
}

async function readColumn(
  { server, signal, profile }: CheckContext,
  {
    freshness,
    table,
    column,
    at,
  }: {
    freshness: Freshness;
    table: RestoredTable;
    column: RestoredTable['columns'][number];
    at: { now: number; zone: Zone };
  },
): Promise<ColumnAge> {
  const clock = clockOf(freshness, column.type, profile.engine, at);
  const name = server.quote(column.name);
  const from = server.quoteTable(table);
  const [row] = await server.query(
    `SELECT (SELECT ${clock.shown(`MAX(${name})`)} FROM ${from}
              WHERE ${name} > ${clock.floor} AND ${name} <= ${
      clock.bound
    }) AS newest,
            (SELECT COUNT(*) FROM ${from} WHERE ${name} > ${
      clock.bound
    }) AS ahead`,
    { database: table.database, signal },
  );
  return {
    from: `${table.name}.${column.name}`,
    kind: freshness.kind,
    newest: clock.read(row.newest),
    future: asNumber(row.ahead) ?? 0,
  };
}

/** How a column tells the time: the SQL to compare it and the way back to an instant. */
interface ColumnClock {
  floor: string;
  bound: string;
  shown(sql: string): string;
  read(value: string | number | bigint | null): number | null;
}

function clockOf(
  freshness: Freshness,
  type: string,
  engine: Profile['engine'],
  { now, zone }: { now: number; zone: Zone },
): ColumnClock {
  const seconds = Math.floor(now / 1000);
  if (freshness.clock === 'epoch-seconds')
    return numberClock(seconds, value => value * 1000);
  if (freshness.clock === 'epoch-millis')
    return numberClock(now, value => value);
  // A column that stores instants needs no zone, whatever the profile says of the product's clock.
  if (engine === 'mariadb' && /^timestamp/i.test(type))
    return instantClock(
      value => `FROM_UNIXTIME(${value})`,
      sql => `UNIX_TIMESTAMP(${sql})`,
      seconds,
    );
  if (engine === 'postgres' && /with time zone|timestamptz/i.test(type))
    return instantClock(
      value => `to_timestamp(${value})`,
      sql => `EXTRACT(EPOCH FROM ${sql})`,
      seconds,
    );
  const effective =
    freshness.clock === 'utc' ? FixedOffsetZone.utcInstance : zone;
  return {
    floor: `'${FLOOR_WALL}'`,
    bound: `'${latestWallClock(now, effective)}'`,
    shown: sql => sql,
    read: value =>
      value === null ? null : instantOf(String(value), effective, now),
  };
}

function numberClock(
  bound: number,
  toMillis: (value: number) => number,
): ColumnClock {
  return {
    floor: String(FLOOR_SECONDS),
    bound: String(bound),
    shown: sql => sql,
    read: value => {
      const number = asNumber(value);
      return number === null ? null : toMillis(number);
    },
  };
}

function instantClock(
  literal: (seconds: number) => string,
  shown: ColumnClock['shown'],
  seconds: number,
): ColumnClock {
  return {
    floor: literal(FLOOR_SECONDS),
    bound: literal(seconds),
    shown,
    read: value => {
      const number = asNumber(value);
      return number === null ? null : number * 1000;
    },
  };
}
