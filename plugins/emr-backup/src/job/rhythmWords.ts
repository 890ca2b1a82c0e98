import { Duration } from 'luxon';
import type { Format } from '../format';
import type { Words } from '../words';

/** `every 30 days` of an ISO 8601 interval; a cron line stays as it was written. */
export function rhythmWords(
  rhythm: string | null,
  format: Format,
  t: Words,
): string {
  if (!rhythm) return t('schedule.never');
  const interval = Duration.fromISO(rhythm);
  return interval.isValid
    ? t('schedule.everyValue', {
        time: format.durationWords(interval.as('seconds')),
      })
    : rhythm;
}
