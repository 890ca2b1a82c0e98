import type { Check } from '../contracts';
import { Answers } from './answer';
import { asNumber } from './rowCounts';
import { columnOf, RestoredTables } from './RestoredTables';
import { counted, listed } from './wording';

const check = { id: 'canaries', title: 'Canary texts readable' };
const answers = new Answers(check);

/** Texts with every letter that matters, which the site wrote into the EMR to find them again here. */
export const canariesCheck: Check = {
  ...check,
  async run(context) {
    const { canaries, server, signal, profile } = context;
    if (canaries.length === 0) return [];
    const tables = RestoredTables.of(context);
    const gone: string[] = [];
    for (const canary of canaries) {
      const table = tables.find(canary.table);
      const column = table && columnOf(table, canary.column);
      let found = 0;
      if (table && column) {
        const name = server.quote(column.name);
        const [row] = await server.query(
          `SELECT COUNT(*) AS found FROM ${server.quoteTable(
            table,
          )} WHERE ${sameBytes(name, canary.value, profile.engine)}`,
          { database: table.database, signal },
        );
        found = asNumber(row.found) ?? 0;
      }
      if (found === 0) gone.push(`${canary.table}.${canary.column}`);
    }
    const expected = canaries.length;
    const finding = { value: expected - gone.length, expected };
    if (gone.length > 0)
      return answers.fail('encoding-damaged', {
        ...finding,
        detail: `${counted(
          gone.length,
          'canary text',
        )} cannot be found letter for letter: ${listed(gone)}.`,
      });
    return answers.pass({
      ...finding,
      detail: `${counted(
        expected,
        'canary text',
      )} came back letter for letter.`,
    });
  },
};

/**
 * Compares the UTF-8 bytes: collations call `e` and `é` equal. The text is
 * given in hex, so that no quoting can change it.
 */
function sameBytes(
  column: string,
  value: string,
  engine: 'mariadb' | 'postgres',
): string {
  const hex = Buffer.from(value, 'utf8').toString('hex');
  return engine === 'mariadb'
    ? `HEX(CONVERT(${column} USING utf8mb4)) = '${hex.toUpperCase()}'`
    : `encode(convert_to(${column}, 'UTF8'), 'hex') = '${hex}'`;
}
