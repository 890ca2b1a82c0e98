import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  type Check,
  type CheckContext,
  type Profile,
  type QueryRow,
} from '../contracts';
import { Answers } from './answer';
import { asNumber } from './rowCounts';
import { readOnlyStatement } from './readOnlyStatement';

type CustomCheck = Profile['checks'][number];

/** The site's own questions, from the profile or the job: one SELECT each, judged by its first value. */
export const customSqlChecks: Check = {
  id: 'custom',
  title: 'Checks of the site',
  async run(context) {
    const results: CheckResult[] = [];
    let fault: DrillFault | undefined;
    for (const custom of context.profile.checks)
      try {
        results.push(await runCustom(custom, context));
      } catch (error) {
        if (!(error instanceof DrillFault)) throw error;
        fault ??= error;
      }
    // A backup that one check proves bad stays bad, whatever could not be asked.
    if (fault && !results.some(result => result.status === 'fail')) throw fault;
    return results;
  },
};

async function runCustom(
  custom: CustomCheck,
  context: CheckContext,
): Promise<CheckResult> {
  const answers = new Answers({
    id: `custom:${custom.id}`,
    title: custom.title ?? custom.id,
  });
  const value = await firstValue(custom, context);
  const number = asNumber(value);
  const expected = expectation(custom);
  // Only a number is told: a text could be a patient's.
  const shown = number ?? (value === null ? null : 'a text');
  const finding = { value: shown, expected: expected.words };
  if (expected.holds(value, number))
    return answers.pass({
      ...finding,
      detail: `The answer is as expected (${expected.words}).`,
    });
  return answers.fail('custom-check', {
    ...finding,
    detail: `The check "${custom.id}" expected ${expected.words} and got ${
      shown ?? 'no value'
    }.`,
  });
}

async function firstValue(
  custom: CustomCheck,
  { server, schema, signal }: CheckContext,
): Promise<QueryRow[string]> {
  let sql: string;
  try {
    sql = readOnlyStatement(custom.sql);
  } catch (error) {
    throw new DrillFault(
      'check-error',
      `The check "${custom.id}" cannot be asked: ${
        (error as Error).message
      }. Write one SELECT statement.`,
    );
  }
  try {
    const rows = await server.query(sql, {
      database: mainDatabase(schema),
      timeoutMs: custom.timeoutSeconds * 1000,
      signal,
    });
    return Object.values(rows[0] ?? {})[0] ?? null;
  } catch {
    signal.throwIfAborted();
    throw new DrillFault(
      'check-error',
      `The check "${custom.id}" could not be asked: its SQL does not run on this copy or took longer than ${custom.timeoutSeconds} s.`,
    );
  }
}

/** Where unqualified names are looked up: the database with most tables. */
function mainDatabase(schema: CheckContext['schema']): string {
  const tables = new Map<string, number>();
  for (const { database } of schema.tables)
    tables.set(database, (tables.get(database) ?? 0) + 1);
  const [first] = [...tables].sort(
    (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  );
  if (!first)
    throw new DrillFault(
      'check-error',
      'The checks of the site cannot be asked: the copy holds no table.',
    );
  return first[0];
}

function expectation({ min, max, equals }: CustomCheck) {
  const words = [
    equals === undefined ? '' : `exactly ${equals}`,
    min === undefined ? '' : `at least ${min}`,
    max === undefined ? '' : `at most ${max}`,
  ]
    .filter(Boolean)
    .join(' and ');
  return {
    words: words || 'any row',
    holds: (value: QueryRow[string], number: number | null) =>
      value !== null &&
      (equals === undefined || sameValue(value, number, equals)) &&
      (min === undefined || (number !== null && number >= min)) &&
      (max === undefined || (number !== null && number <= max)),
  };
}

function sameValue(
  value: QueryRow[string],
  number: number | null,
  wanted: number | string,
): boolean {
  return typeof wanted === 'number'
    ? number === wanted
    : String(value) === wanted;
}
