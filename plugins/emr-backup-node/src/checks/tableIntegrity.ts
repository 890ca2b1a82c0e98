import type { Check } from '../contracts';
import { Answers } from './answer';
import { RestoredTables } from './RestoredTables';
import { counted, listed } from './wording';

const check = { id: 'table-integrity', title: 'Tables sound to the last page' };
const answers = new Answers(check);

/** No table is damaged: each can be counted, and the engine's own check finds nothing when it is asked for. */
export const tableIntegrityCheck: Check = {
  ...check,
  async run(context) {
    const { server, schema, signal } = context;
    const tables = RestoredTables.of(context);
    const unreadable = schema.tables
      .filter(table => tables.rows(table) === undefined)
      .map(table => tables.key(table));
    const total = schema.tables.length;
    if (unreadable.length > 0)
      return answers.fail('table-corrupt', {
        value: total - unreadable.length,
        expected: total,
        detail: `${counted(
          unreadable.length,
          'table',
        )} cannot be read: ${listed(unreadable)}.`,
      });
    if (!context.checkTables)
      return answers.skip(
        `All ${total} tables can be read; reading every page and index was not asked for.`,
      );
    if (!server.checkTables)
      return answers.skip(
        'This engine cannot check the inside of its tables, so it was not asked.',
      );
    const { checked, damaged } = await server.checkTables({ signal });
    const finding = { value: checked - damaged.length, expected: checked };
    if (damaged.length > 0)
      return answers.fail('table-corrupt', {
        ...finding,
        detail: `The server's own check calls ${counted(
          damaged.length,
          'table',
        )} damaged: ${listed(damaged)}.`,
      });
    return answers.pass({
      ...finding,
      detail: `The server's own check found nothing wrong in ${counted(
        checked,
        'table',
      )}.`,
    });
  },
};
