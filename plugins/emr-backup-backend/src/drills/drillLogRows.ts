import type {
  DrillLogEntry,
  DrillLogLine,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';

/** Rows of one statement: SQLite takes no more than 500. */
const ROWS_AT_ONCE = 100;

/** A row of `emr_drill_log`. */
interface DrillLogRow {
  drill_id: string;
  number: number;
  at: string;
  level: DrillLogLine['level'];
  phase: DrillLogLine['phase'];
  code: string;
  facts: string;
  message: string;
}

/**
 * Writes lines after those there are. The caller holds the drill's row, so
 * that nobody else counts on from the same number.
 */
export async function appendLog(
  trx: Knex.Transaction,
  drillId: string,
  lines: readonly DrillLogEntry[],
): Promise<void> {
  const last = await trx<DrillLogRow>('emr_drill_log')
    .where('drill_id', drillId)
    .max({ number: 'number' })
    .first();
  const before = Number(last?.number ?? 0);
  const rows = lines.map(({ values, ...line }, index) => ({
    ...line,
    drill_id: drillId,
    number: before + index + 1,
    facts: JSON.stringify(values),
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await trx<DrillLogRow>('emr_drill_log').insert(
      rows.slice(from, from + ROWS_AT_ONCE),
    );
}

/** Lines after a number, oldest first. */
export async function readLog(
  knex: Knex,
  drillId: string,
  after: number,
): Promise<DrillLogLine[]> {
  const rows = await knex<DrillLogRow>('emr_drill_log')
    .where('drill_id', drillId)
    .where('number', '>', after)
    .orderBy('number');
  return rows.map(({ number, at, level, phase, code, facts, message }) => ({
    number,
    at,
    level,
    phase,
    code,
    values: JSON.parse(facts),
    message,
  }));
}
