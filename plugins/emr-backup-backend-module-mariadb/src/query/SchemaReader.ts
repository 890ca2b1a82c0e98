import type {
  QueryRow,
  RestoredSchema,
  RestoredTable,
} from '@emr-backup/plugin-emr-backup-node';
import { SYSTEM_SCHEMAS } from '../scan/systemSchemas';
import { quoteText } from './identifiers';
import type { ScratchConnection } from './ScratchConnections';

const TEXT_TYPES = new Set([
  'char',
  'varchar',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'enum',
  'set',
]);
const TEMPORAL_TYPES = new Set(['date', 'datetime', 'timestamp']);

const text = (value: QueryRow[string]) => String(value ?? '');
const count = (value: QueryRow[string]) => Number(value ?? 0);

const IS_OURS = (column: string) =>
  `${column} NOT IN (${[...SYSTEM_SCHEMAS].map(quoteText).join(', ')})`;

/** Databases that hold tables or views and are not the server's own. */
export async function readDatabases(
  connection: ScratchConnection,
): Promise<string[]> {
  const rows = await connection.run(
    `SELECT DISTINCT TABLE_SCHEMA AS name FROM information_schema.TABLES
     WHERE ${IS_OURS('TABLE_SCHEMA')} ORDER BY 1`,
  );
  return rows.map(row => text(row.name));
}

const key = (database: string, table: string) => `${database}\0${table}`;

/** The structure of everything restored: one question per kind of thing, whatever the number of tables. */
export async function readSchema(
  connection: ScratchConnection,
): Promise<RestoredSchema> {
  const tables = new Map<string, RestoredTable>();
  const views: RestoredSchema['views'] = [];
  const find = (row: QueryRow) => tables.get(key(text(row.db), text(row.tbl)));

  for (const row of await connection.run(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, TABLE_TYPE AS type
     FROM information_schema.TABLES WHERE ${IS_OURS('TABLE_SCHEMA')}
     ORDER BY 1, 2`,
  )) {
    const database = text(row.db);
    const name = text(row.tbl);
    if (row.type === 'VIEW') {
      views.push({ database, name });
    } else if (row.type !== 'SEQUENCE') {
      tables.set(key(database, name), {
        database,
        name,
        columns: [],
        primaryKey: [],
        indexes: 0,
        foreignKeys: 0,
      });
    }
  }

  for (const row of await connection.run(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, COLUMN_NAME AS name,
            DATA_TYPE AS data_type, COLUMN_TYPE AS type
     FROM information_schema.COLUMNS WHERE ${IS_OURS('TABLE_SCHEMA')}
     ORDER BY 1, 2, ORDINAL_POSITION`,
  )) {
    const dataType = text(row.data_type).toLocaleLowerCase('en-US');
    find(row)?.columns.push({
      name: text(row.name),
      type: text(row.type),
      text: TEXT_TYPES.has(dataType),
      temporal: TEMPORAL_TYPES.has(dataType),
    });
  }

  let indexes = 0;
  let constraints = 0;
  // Asked once: the server opens every table to answer.
  for (const row of await connection.run(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, INDEX_NAME AS idx,
            COLUMN_NAME AS name, NON_UNIQUE AS non_unique, SEQ_IN_INDEX AS seq
     FROM information_schema.STATISTICS
     WHERE ${IS_OURS('TABLE_SCHEMA')}
     ORDER BY 1, 2, 3, SEQ_IN_INDEX`,
  )) {
    const table = find(row);
    if (!table) continue;
    const isPrimary = row.idx === 'PRIMARY';
    if (isPrimary) table.primaryKey.push(text(row.name));
    if (count(row.seq) !== 1) continue;
    if (count(row.non_unique) === 0) constraints += 1;
    if (isPrimary) continue;
    table.indexes += 1;
    indexes += 1;
  }

  for (const row of await connection.run(
    `SELECT CONSTRAINT_SCHEMA AS db, TABLE_NAME AS tbl, COUNT(*) AS total
     FROM information_schema.REFERENTIAL_CONSTRAINTS
     WHERE ${IS_OURS('CONSTRAINT_SCHEMA')} GROUP BY 1, 2`,
  )) {
    const table = find(row);
    if (table) table.foreignKeys = count(row.total);
    constraints += count(row.total);
  }

  const [totals] = await connection.run(
    `SELECT
       (SELECT COUNT(*) FROM information_schema.ROUTINES
        WHERE ${IS_OURS('ROUTINE_SCHEMA')}) AS routines,
       (SELECT COUNT(*) FROM information_schema.TRIGGERS
        WHERE ${IS_OURS('TRIGGER_SCHEMA')}) AS triggers,
       (SELECT COUNT(*) FROM information_schema.CHECK_CONSTRAINTS
        WHERE ${IS_OURS('CONSTRAINT_SCHEMA')} AND LEVEL = 'Table') AS checks`,
  );
  return {
    tables: [...tables.values()],
    views,
    routines: count(totals.routines),
    triggers: count(totals.triggers),
    constraints: constraints + count(totals.checks),
    indexes,
  };
}
