import type { DrillSchedule } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import type { Words } from '../words';

/** How far back a random backup may lie when the policy does not say. */
const DEFAULT_WITHIN = 'P30D';

/** `every 30 days`, `after each backup`; the words of the backend when it does not say what they are made of. */
export function rhythmWords(
  { rhythm, policy }: Pick<DrillSchedule, 'rhythm' | 'policy'>,
  format: Format,
  t: Words,
): string {
  if (rhythm === null) return t('schedule.never');
  const turn = policy && turnWords(policy, format, t);
  if (!turn) return rhythm;
  return policy.pick === 'random'
    ? t('schedule.randomValue', {
        rhythm: turn,
        time: format.length(policy.within ?? DEFAULT_WITHIN),
      })
    : turn;
}

function turnWords(
  { every, cron, after, spacing }: NonNullable<DrillSchedule['policy']>,
  format: Format,
  t: Words,
): string | undefined {
  if (every) return t('schedule.everyValue', { time: format.length(every) });
  if (cron) return t('schedule.cronValue', { line: cron });
  if (!after) return undefined;
  return spacing
    ? t('schedule.spacedValue', { time: format.length(spacing) })
    : t('schedule.afterValue');
}
