import type { Told } from '@emr-backup/plugin-emr-backup-common';
import { checkTitle } from '../drill/checkWords';
import type { Format } from '../format';
import { notProvenSaid, type Said } from '../words';

type Value = Told['values'][string];

/** Values that are entity refs. */
const PEOPLE = ['owner', 'operator', 'by'];
/** Values that are names which the catalog or a configuration gives. */
const QUOTED = ['stores', 'media'];

/** The entity refs that stand in the sentences. */
export function refsIn(told: readonly Told[] | undefined): string[] {
  return (told ?? []).flatMap(({ values }) =>
    PEOPLE.flatMap(name => {
      const value = values[name];
      return typeof value === 'string' ? [value] : [];
    }),
  );
}

/** The sentences in the reader's language; undefined where one of them has no translation. */
export function toldText(
  told: readonly Told[] | undefined,
  format: Format,
  said: Said,
): string | undefined {
  if (!told) return undefined;
  const sentences = told.map(({ code, values }) =>
    said(
      `told.${code}`,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          wordOf(name, value, format, said),
        ]),
      ),
    ),
  );
  return sentences.every(sentence => sentence !== undefined)
    ? sentences.join(' ')
    : undefined;
}

function wordOf(
  name: string,
  value: Value,
  format: Format,
  said: Said,
): string | number {
  if (Array.isArray(value)) return listOf(name, value, said);
  if (typeof value === 'number') {
    // A plural goes by the number itself.
    if (name === 'count') return value;
    return name === 'needed' || name === 'available'
      ? format.duration(value)
      : format.number(value);
  }
  if (name === 'at') return format.exact(value);
  if (name === 'on') return format.calendar(value);
  if (name === 'per' || name === 'turn')
    return said(`toldWord.${value}`) ?? value;
  return value;
}

function listOf(name: string, values: string[], said: Said): string {
  if (name === 'formats') return values.join(' → ');
  if (name === 'gaps')
    return values.map(gap => notProvenSaid(gap, said) ?? gap).join(' ');
  if (name === 'checks')
    return values
      .map(id => checkTitle({ id, title: id }, said).text)
      .join('; ');
  return values
    .map(value => (QUOTED.includes(name) ? `«\u00a0${value}\u00a0»` : value))
    .join(', ');
}
