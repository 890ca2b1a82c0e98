import type { Check, CheckContext, Profile, RestoredTable } from '../contracts';
import { Answers } from './answer';
import { allowedFall } from './allowedFall';
import { RestoredTables } from './RestoredTables';
import { counted, listed, percent } from './wording';

const check = { id: 'row-counts', title: 'Rows against the last drill' };
const answers = new Answers(check);

/**
 * A table the profile does not name fails by a fall only from this many rows
 * on; below it warns. Lower pages people over queues and session tables nobody
 * has listed yet; higher lets the loss of a small unlisted table pass as a warning.
 */
const UNLISTED_ROWS = 100;

interface Fall {
  name: string;
  share: number;
  telling: boolean;
}

/** No table lost more rows since the last passed drill than the profile allows. */
export const rowCountsCheck: Check = {
  ...check,
  async run(context) {
    const before = context.baseline?.counts.rows;
    const total = [...context.rowCounts.values()].reduce((a, b) => a + b, 0);
    if (!before)
      return answers.skip(
        'There is no passed drill yet to compare with; these counts are kept for the next.',
        { value: total },
      );
    const falls = findFalls(context, before);
    const telling = falls.filter(fall => fall.telling);
    const expected = Object.values(before).reduce((a, b) => a + b, 0);
    const finding = { value: total, expected };
    if (telling.length > 0)
      return answers.fail('rows-shrunk', {
        ...finding,
        detail: `${counted(
          telling.length,
          'table',
        )} lost more rows since the last passed drill than allowed: ${words(
          telling,
        )}.`,
      });
    if (falls.length > 0)
      return answers.warn({
        ...finding,
        detail: `${counted(
          falls.length,
          'small table',
        )} that the profile does not name lost rows since the last passed drill: ${words(
          falls,
        )}.`,
      });
    return answers.pass({
      ...finding,
      detail: `No table lost more rows since the last passed drill than allowed (${percent(
        context.profile.rows.allowedFall,
      )} where nothing else is said).`,
    });
  },
};

function words(falls: readonly Fall[]): string {
  return listed(falls.map(fall => `${fall.name} by ${percent(fall.share)}`));
}

function findFalls(
  context: CheckContext,
  before: Record<string, number>,
): Fall[] {
  const { profile } = context;
  const tables = RestoredTables.of(context);
  const named = namedTables(profile, tables);
  const falls: Fall[] = [];
  for (const [name, then] of Object.entries(before)) {
    const table = tables.find(name);
    const now = context.rowCounts.get(name) ?? (table && tables.rows(table));
    if (then === 0 || now === undefined || now >= then) continue;
    const spellings = table
      ? [`${table.schema ?? table.database}.${table.name}`, table.name]
      : [];
    const share = allowedFall(profile, name, ...spellings);
    // One row may always go where falls are allowed at all: 2 % of 13 patients is none.
    const slack = share === 0 ? 0 : Math.max(1, Math.floor(then * share));
    if (then - now <= slack) continue;
    falls.push({
      name,
      share: (then - now) / then,
      telling:
        (table !== undefined && named.has(table)) || then >= UNLISTED_ROWS,
    });
  }
  return falls.sort((a, b) => b.share - a.share);
}

/** Tables the profile speaks of, apart from what may be purged. */
function namedTables(
  profile: Profile,
  tables: RestoredTables,
): Set<RestoredTable> {
  return new Set(
    [
      ...profile.core,
      ...profile.freshness,
      ...profile.documents,
      ...profile.encoding,
      ...profile.identity,
    ].flatMap(({ table }) => tables.all(table)),
  );
}
