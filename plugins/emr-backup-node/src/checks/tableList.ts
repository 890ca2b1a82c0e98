import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import type { Check, CheckContext } from '../contracts';
import { Answers } from './answer';
import { allowedFall } from './allowedFall';
import { RestoredTables } from './RestoredTables';
import { counted, listed } from './wording';

const check = { id: 'table-list', title: 'Tables of the product' };
const answers = new Answers(check);

/** The copy holds tables, they are the product's, and none that was announced or had rows before is gone. */
export const tableListCheck: Check = {
  ...check,
  async run(context) {
    const tables = RestoredTables.of(context);
    const value = context.schema.tables.length;
    if (value === 0)
      return answers.fail('hollow', {
        value,
        expected: context.profile.minTables,
        detail: 'The backup was restored and holds no table at all.',
      });
    return (
      wrongProduct(context, tables) ??
      missing(context, tables) ??
      tooFew(context) ??
      answers.pass({
        value,
        expected: expectedTables(context),
        detail: `The copy holds ${counted(value, 'table')} of ${
          context.profile.title
        }; none is missing.`,
      })
    );
  },
};

function expectedTables({ baseline, profile }: CheckContext): number {
  return baseline?.counts.tables ?? profile.minTables;
}

/** Fewer than half of the tables the product is known by: this is something else. */
function wrongProduct(
  { profile, schema }: CheckContext,
  tables: RestoredTables,
): CheckResult | undefined {
  const known = new Set([
    ...(profile.recognise?.tables ?? []),
    ...profile.core.map(core => core.table),
  ]);
  if (known.size === 0) return undefined;
  const there = [...known].filter(name => tables.find(name)).length;
  if (there * 2 >= known.size) return undefined;
  return answers.fail('wrong-product', {
    value: there,
    expected: known.size,
    detail: `The copy has ${counted(
      schema.tables.length,
      'table',
    )}, but only ${there} of the ${known.size} by which ${
      profile.title
    } is known: this is the backup of something else.`,
  });
}

function missing(
  { loads, baseline, schema, profile }: CheckContext,
  tables: RestoredTables,
): CheckResult | undefined {
  const views = new Set(schema.views.map(view => view.name.toLowerCase()));
  const there = (name: string) =>
    tables.find(name) !== undefined || views.has(name.toLowerCase());
  const announced = loads.flatMap(load => load.announced?.tables ?? []);
  const filled = Object.entries(baseline?.counts.rows ?? {})
    .filter(([name, rows]) => rows > 0 && allowedFall(profile, name) < 1)
    .map(([name]) => name);
  const lost = [...new Set([...announced, ...filled])].filter(
    name => !there(name),
  );
  if (lost.length === 0) return undefined;
  return answers.fail('tables-missing', {
    value: schema.tables.length,
    expected: schema.tables.length + lost.length,
    detail: `${counted(
      lost.length,
      'table',
    )} that the dump announced or the last passed drill found filled did not come back: ${listed(
      lost,
    )}.`,
  });
}

function tooFew({ profile, schema }: CheckContext): CheckResult | undefined {
  const value = schema.tables.length;
  if (value >= profile.minTables) return undefined;
  return answers.fail('tables-missing', {
    value,
    expected: profile.minTables,
    detail: `The copy has ${counted(value, 'table')}, and ${
      profile.title
    } has at least ${profile.minTables}.`,
  });
}
