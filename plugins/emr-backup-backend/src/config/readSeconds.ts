import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Duration } from 'luxon';

/** A duration below `emrBackup`, in seconds. */
export function readSeconds(
  root: Config,
  name: string,
  fallback: string,
): number {
  const key = `emrBackup.${name}`;
  const duration = root.has(key)
    ? Duration.fromObject(readDurationFromConfig(root, { key }))
    : Duration.fromISO(fallback);
  const seconds = duration.as('seconds');
  if (!(seconds > 0))
    throw new InputError(
      `${key} is "${String(
        root.getOptional(key),
      )}"; it must be a duration longer than zero, such as ${fallback}.`,
    );
  return seconds;
}
