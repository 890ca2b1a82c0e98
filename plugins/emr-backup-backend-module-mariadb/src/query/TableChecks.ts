import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import { quoteIdentifier } from './identifiers';
import { SYSTEM_SCHEMAS } from '../scan/systemSchemas';
import { quoteText } from './identifiers';
import type { ScratchConnection } from './ScratchConnections';

/** Reads every table to its end with CHECK TABLE; the damaged ones by name. */
export async function checkAllTables(
  connection: ScratchConnection,
  signal: AbortSignal,
): Promise<{ checked: number; damaged: string[] }> {
  const tables = await connection.run(
    `SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl FROM information_schema.TABLES
     WHERE TABLE_TYPE LIKE 'BASE TABLE' AND TABLE_SCHEMA NOT IN (${[
       ...SYSTEM_SCHEMAS,
     ]
       .map(quoteText)
       .join(', ')}) ORDER BY 1, 2`,
  );
  const damaged: string[] = [];
  for (const { db, tbl } of tables) {
    signal.throwIfAborted();
    const name = `${quoteIdentifier(String(db))}.${quoteIdentifier(
      String(tbl),
    )}`;
    const answers = await connection.run(`CHECK TABLE ${name}`);
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
    if (bad) damaged.push(`${db}.${tbl}`);
  }
  return { checked: tables.length, damaged };
}
