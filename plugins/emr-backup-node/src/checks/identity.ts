import type { Check, CheckContext, Profile } from '../contracts';
import { Answers } from './answer';
import { conditionSql } from './conditions';
import { identitySketch, remaining, sketchSize } from './identitySketch';
import { columnOf, RestoredTables } from './RestoredTables';
import { counted } from './wording';

const check = { id: 'clinic-identity', title: 'The clinic it claims to be' };
const answers = new Answers(check);

/**
 * Share of the pinned identifiers that must still be there. EMRs keep people
 * who left, so another clinic shows nearly none and the same clinic nearly all;
 * a half leaves room for a clinic that renames itself and loses a partner.
 */
const REMAINING_SHARE = 0.5;
/** A clinic's staff list longer than this is cut; the sketch keeps fewer anyway. */
const MAX_ROWS = 20_000;

/** The clinic's own identifiers are those pinned on the first passed drill: no other clinic's dump under this name. */
export const identityCheck: Check = {
  ...check,
  async run(context) {
    const { profile, measured, baseline } = context;
    if (profile.identity.length === 0)
      return answers.skip(
        `The profile ${profile.name} names nothing by which a clinic is known.`,
      );
    for (const rule of profile.identity) {
      const sketch = await readSketch(rule, context);
      if (sketch) measured.identity[`${rule.table}.${rule.column}`] = sketch;
    }
    const found = Object.values(measured.identity)
      .map(sketchSize)
      .reduce((a, b) => a + b, 0);
    const pinned = Object.entries(baseline?.schema?.identity ?? {});
    if (pinned.length === 0)
      return answers.skip(
        found > 0
          ? `${counted(
              found,
              'identifier',
            )} of the clinic found; this drill pins them, and the next ones compare with them.`
          : 'The copy holds nothing but the identifiers of a fresh installation, so the clinic cannot be told from another.',
        { value: found },
      );
    const share = pinned
      .map(([name, sketch]) => remaining(sketch, measured.identity[name] ?? ''))
      .reduce((a, b) => ({ of: a.of + b.of, there: a.there + b.there }));
    const finding = { value: share.there, expected: share.of };
    const held = `${share.there} of the ${counted(
      share.of,
      'pinned identifier',
    )}`;
    if (share.there < share.of * REMAINING_SHARE)
      return answers.fail('wrong-clinic', {
        ...finding,
        detail: `Only ${held} of this clinic can be found: this looks like another clinic's backup.`,
      });
    return answers.pass({
      ...finding,
      detail: `${held} of this clinic can be found.`,
    });
  },
};

async function readSketch(
  rule: Profile['identity'][number],
  context: CheckContext,
): Promise<string> {
  const table = RestoredTables.of(context).find(rule.table);
  if (!table) return '';
  const { server, signal } = context;
  const columns = [rule.column, ...rule.with].flatMap(name => {
    const column = columnOf(table, name);
    return column ? [server.quote(column.name)] : [];
  });
  if (!columnOf(table, rule.column)) return '';
  const selected = columns.map((column, index) => `${column} AS part_${index}`);
  const rows = await server.query(
    `SELECT ${selected.join(', ')} FROM ${server.quoteTable(table)}
      WHERE ${columns[0]} IS NOT NULL AND ${conditionSql(rule.where, table)}
      ORDER BY ${columns[0]} LIMIT ${MAX_ROWS}`,
    { database: table.database, signal },
  );
  return identitySketch(
    rows.map(row =>
      columns.map((_, index) => {
        const part = row[`part_${index}`];
        return part === null ? null : String(part);
      }),
    ),
    context.identitySalt,
  );
}
