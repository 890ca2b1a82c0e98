import type { DrillPolicy } from '@emr-backup/plugin-emr-backup-common';
import { Duration } from 'luxon';

const DEFAULT_WITHIN = 'P30D';

/** The rhythm of a policy in words; null when it has none. */
export function rhythmWords(policy: DrillPolicy | undefined): string | null {
  const rhythm = policy && turnWords(policy);
  if (!rhythm) return null;
  return policy.pick === 'random'
    ? `${rhythm}, a random backup of the last ${lengthWords(
        policy.within ?? DEFAULT_WITHIN,
      )}`
    : rhythm;
}

function turnWords({ every, cron, after, spacing }: DrillPolicy) {
  if (every) return `every ${lengthWords(every)}`;
  if (cron) return `by the cron line ${cron}`;
  if (!after) return null;
  return spacing
    ? `after each backup, at most once in ${lengthWords(spacing)}`
    : 'after each backup';
}

/** `30 days`, `1 month, 2 days`; the text itself when nobody can read it. */
function lengthWords(iso: string): string {
  const duration = Duration.fromISO(iso, { locale: 'en-US' });
  return duration.isValid ? duration.toHuman() : iso;
}
