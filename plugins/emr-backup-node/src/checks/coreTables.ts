import type { Check } from '../contracts';
import { Answers } from './answer';
import { RestoredTables } from './RestoredTables';
import { counted, listed } from './wording';

const check = {
  id: 'core-tables',
  title: 'Core tables present and filled',
};
const answers = new Answers(check);

/** The tables without which the product has no records are there and hold rows. */
export const coreTablesCheck: Check = {
  ...check,
  async run(context) {
    const { profile } = context;
    if (profile.core.length === 0)
      return answers.skip(`The profile ${profile.name} names no core table.`);
    const tables = RestoredTables.of(context);
    const missing: string[] = [];
    const unreadable: string[] = [];
    const empty: string[] = [];
    for (const core of profile.core) {
      const table = tables.find(core.table);
      const rows = table && tables.rows(table);
      if (!table) missing.push(core.table);
      else if (rows === undefined) unreadable.push(core.table);
      else if (rows < core.minRows) empty.push(core.table);
    }
    const expected = profile.core.length;
    const bad = missing.length + unreadable.length + empty.length;
    const finding = { value: expected - bad, expected };
    if (missing.length > 0)
      return answers.fail('core-table-missing', {
        ...finding,
        detail: `${counted(missing.length, 'core table')} of ${
          profile.title
        } did not come back: ${listed(missing)}.`,
      });
    if (unreadable.length > 0)
      return answers.fail('table-corrupt', {
        ...finding,
        detail: `${counted(
          unreadable.length,
          'core table',
        )} came back but cannot be read: ${listed(unreadable)}.`,
      });
    if (empty.length > 0)
      return answers.fail('core-table-empty', {
        ...finding,
        detail: `${counted(
          empty.length,
          'core table',
        )} came back with fewer rows than the product always has: ${listed(
          empty,
        )}.`,
      });
    return answers.pass({
      ...finding,
      detail: `All ${expected} core tables of ${profile.title} are there and hold what they must.`,
    });
  },
};
