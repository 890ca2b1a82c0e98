import type { DrillLogLine } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../../format';
import type { Said } from '../../words';
import { checkTitle } from '../checkWords';

/** A line in the reader's language; undefined when only the English one is there. */
export function lineText(
  line: DrillLogLine,
  format: Format,
  said: Said,
): string | undefined {
  const values = Object.fromEntries(
    Object.entries(line.values).map(([name, value]) => [
      name,
      wordOf(name, value, line.values, format, said),
    ]),
  );
  return said(`logLine.${line.code}`, values);
}

function wordOf(
  name: string,
  value: string | number,
  { id, reason }: DrillLogLine['values'],
  format: Format,
  said: Said,
): string {
  if (name === 'check')
    return checkTitle({ id: String(id), title: String(value) }, said).text;
  if (name === 'message') return said(`reason.${reason}`) ?? String(value);
  if (typeof value === 'string') return value;
  if (name === 'bytes') return format.bytes(value);
  return name === 'seconds' ? format.duration(value) : format.number(value);
}
