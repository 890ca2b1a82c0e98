import { createHash } from 'node:crypto';
import type { Check, RestoredSchema } from '../contracts';
import { Answers } from './answer';

const check = { id: 'schema-fingerprint', title: 'Schema as last time' };
const answers = new Answers(check);

/**
 * A digest over all table and column definitions, independent of their order
 * and of the scratch database's name. Keys and indexes are not in it: they are
 * counted apart, so that a lost index shows as that and not as a new version.
 */
export function schemaFingerprint(
  schema: Pick<RestoredSchema, 'tables'>,
): string {
  const lines = schema.tables
    .map(table => {
      const columns = table.columns
        .map(column => `${column.name} ${column.type}`)
        .sort();
      return JSON.stringify([table.schema ?? '', table.name, columns]);
    })
    .sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** Tells a changed structure, which an upgrade of the product brings too, and so only warns. */
export const schemaFingerprintCheck: Check = {
  ...check,
  async run({ schema, baseline }) {
    const value = schemaFingerprint(schema).slice(0, 16);
    const expected = baseline?.schema?.fingerprint.slice(0, 16);
    if (expected === undefined)
      return answers.skip(
        'There is no passed drill yet to compare the structure with; this one is kept for the next.',
        { value },
      );
    if (value === expected)
      return answers.pass({
        value,
        expected,
        detail:
          'Every table and column is defined as in the last passed drill.',
      });
    return answers.warn({
      value,
      expected,
      detail:
        'Tables or columns are defined otherwise than in the last passed drill; an upgrade of the product explains that, nothing else should.',
    });
  },
};
