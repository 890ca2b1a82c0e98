import { quoteIdentifier, quoteText } from '../../query/identifiers';
import type { ScratchConnection } from '../../query/ScratchConnections';
import { SYSTEM_SCHEMAS } from '../../scan/systemSchemas';

/** Databases, and the tables and views in them, by `database` and `database\0name`. */
export type RestoredObjects = ReadonlySet<string>;

const OURS = `NOT IN (${[...SYSTEM_SCHEMAS].map(quoteText).join(', ')})`;

interface Found {
  database: string;
  name?: string;
  view?: boolean;
}

const keyOf = ({ database, name }: Found) =>
  name === undefined ? database : `${database}\0${name}`;

async function find(connection: ScratchConnection): Promise<Found[]> {
  const databases = await connection.run(
    `SELECT SCHEMA_NAME AS db FROM information_schema.SCHEMATA WHERE SCHEMA_NAME ${OURS}`,
  );
  const tables = await connection.run(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS name, TABLE_TYPE AS type
     FROM information_schema.TABLES WHERE TABLE_SCHEMA ${OURS}`,
  );
  return [
    ...databases.map(({ db }) => ({ database: String(db) })),
    ...tables.map(({ db, name, type }) => ({
      database: String(db),
      name: String(name),
      view: type === 'VIEW',
    })),
  ];
}

/** What the server holds before a load that may have to be undone. */
export async function restoredObjects(
  connection: ScratchConnection,
): Promise<RestoredObjects> {
  const found = await find(connection);
  const filled = new Set(
    found.filter(({ name }) => name !== undefined).map(one => one.database),
  );
  // A database without tables is as good as none: it is made anew with its routines away.
  return new Set(
    found.filter(({ database }) => filled.has(database)).map(keyOf),
  );
}

/** Takes away what came since. */
export async function dropObjects(
  connection: ScratchConnection,
  before: RestoredObjects,
): Promise<void> {
  const added = (await find(connection)).filter(
    found => !before.has(keyOf(found)),
  );
  await connection.run('SET SESSION foreign_key_checks = 0');
  for (const { database, name, view } of added) {
    const schema = quoteIdentifier(database);
    if (name === undefined) {
      await connection.run(`DROP DATABASE IF EXISTS ${schema}`);
    } else if (before.has(database)) {
      await connection.run(
        `DROP ${view ? 'VIEW' : 'TABLE'} IF EXISTS ${schema}.${quoteIdentifier(
          name,
        )}`,
      );
    }
  }
  await connection.run('SET SESSION foreign_key_checks = 1');
}
