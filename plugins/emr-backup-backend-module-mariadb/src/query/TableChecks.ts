import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import { SYSTEM_SCHEMAS } from '../scan/systemSchemas';
import { quoteIdentifier, quoteText } from './identifiers';
import {
  MariadbQueryError,
  type ScratchConnection,
} from './ScratchConnections';

interface CheckedTable {
  name: string;
  quoted: string;
  /** Columns whose values may lie in pages of their own. */
  longColumns: string[];
}

const LONG_TYPES = [
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'varchar',
  'varbinary',
];

const list = (values: Iterable<string>) =>
  [...values].map(quoteText).join(', ');

async function findTables(
  connection: ScratchConnection,
): Promise<CheckedTable[]> {
  const rows = await connection.run(
    `SELECT t.TABLE_SCHEMA AS db, t.TABLE_NAME AS tbl, c.COLUMN_NAME AS col
     FROM information_schema.TABLES t
     LEFT JOIN information_schema.COLUMNS c
       ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
       AND c.DATA_TYPE IN (${list(LONG_TYPES)})
       AND c.GENERATION_EXPRESSION IS NULL
     WHERE t.TABLE_TYPE = 'BASE TABLE'
       AND t.TABLE_SCHEMA NOT IN (${list(SYSTEM_SCHEMAS)})
     ORDER BY 1, 2`,
  );
  const tables = new Map<string, CheckedTable>();
  for (const { db, tbl, col } of rows) {
    const name = `${db}.${tbl}`;
    const table = tables.get(name) ?? {
      name,
      quoted: `${quoteIdentifier(String(db))}.${quoteIdentifier(String(tbl))}`,
      longColumns: [],
    };
    tables.set(name, table);
    if (col !== null) table.longColumns.push(String(col));
  }
  return [...tables.values()];
}

async function isDamaged(
  connection: ScratchConnection,
  table: CheckedTable,
): Promise<boolean> {
  const answers = await connection.run(`CHECK TABLE ${table.quoted}`);
  if (answers.length === 0) {
    throw new DrillFault(
      'check-error',
      'The scratch server did not answer CHECK TABLE.',
    );
  }
  const bad = answers.some(
    answer =>
      answer.Msg_type === 'error' ||
      (answer.Msg_type === 'status' && answer.Msg_text !== 'OK'),
  );
  if (bad || table.longColumns.length === 0) return bad;
  // CHECK TABLE of InnoDB passes over values that lie outside their rows.
  const sums = table.longColumns.map(
    column => `BIT_XOR(CRC32(${quoteIdentifier(column)}))`,
  );
  try {
    await connection.run(`SELECT ${sums.join(', ')} FROM ${table.quoted}`);
    return false;
  } catch (error) {
    if (error instanceof MariadbQueryError) return true;
    throw error;
  }
}

/** Reads every table to its end; the damaged ones by name. */
export async function checkAllTables(
  connection: ScratchConnection,
  signal: AbortSignal,
): Promise<{ checked: number; damaged: string[] }> {
  const tables = await findTables(connection);
  const damaged: string[] = [];
  for (const table of tables) {
    signal.throwIfAborted();
    if (await isDamaged(connection, table)) damaged.push(table.name);
  }
  return { checked: tables.length, damaged };
}
