import type {
  QueryRow,
  RestoredSchema,
  RestoredTable,
  ScratchServer,
} from '../contracts';
import { tableKeys } from './RestoredTables';

/** Tables per statement: few round trips, and a statement no parser minds. */
const BATCH = 60;

/**
 * Exact rows of every table of the restored copy, by the name reports use.
 *
 * A table that cannot be read is left out, which the check of the core tables
 * and of table integrity report; when the server itself is gone this rejects.
 */
export async function countRows(
  server: ScratchServer,
  schema: Pick<RestoredSchema, 'tables'>,
  options: { signal?: AbortSignal } = {},
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const keys = tableKeys(schema.tables);
  for (const [database, tables] of byDatabase(schema.tables)) {
    for (let at = 0; at < tables.length; at += BATCH) {
      const batch = tables.slice(at, at + BATCH);
      const rows = await countBatch(server, database, batch, options.signal);
      for (const [table, count] of rows)
        counts.set(keys.get(table) ?? table.name, count);
    }
  }
  return counts;
}

function byDatabase(tables: readonly RestoredTable[]) {
  const groups = new Map<string, RestoredTable[]>();
  for (const table of tables) {
    const group = groups.get(table.database);
    if (group) group.push(table);
    else groups.set(table.database, [table]);
  }
  return groups;
}

async function countBatch(
  server: ScratchServer,
  database: string,
  tables: readonly RestoredTable[],
  signal: AbortSignal | undefined,
): Promise<[RestoredTable, number][]> {
  const sql = tables
    .map(
      (table, index) =>
        `SELECT ${index} AS position, COUNT(*) AS total FROM ${server.quoteTable(
          table,
        )}`,
    )
    .join(' UNION ALL ');
  try {
    const rows = await server.query(sql, { database, signal });
    return rows.map(row => [
      tables[asNumber(row.position) ?? 0],
      asNumber(row.total) ?? 0,
    ]);
  } catch (error) {
    signal?.throwIfAborted();
    if (tables.length > 1) {
      const single: [RestoredTable, number][] = [];
      for (const table of tables)
        single.push(...(await countBatch(server, database, [table], signal)));
      return single;
    }
    await assertAnswering(server, database, signal);
    return [];
  }
}

/** Tells a damaged object from a server that is gone: rejects in the second case. */
export async function assertAnswering(
  server: ScratchServer,
  database: string,
  signal?: AbortSignal,
): Promise<void> {
  await server.query('SELECT 1 AS one', { database, signal });
}

/** A number the driver may hand over as string or bigint. */
export function asNumber(value: QueryRow[string] | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
