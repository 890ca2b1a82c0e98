import { CronExpressionParser } from 'cron-parser';
import { InputError } from '@backstage/errors';
import type { Rhythm } from '@emr-backup/plugin-emr-backup-common';
import { durationSeconds } from './instant';

/**
 * A backup may carry a time slightly before the cron line that started it
 * (clocks differ, names are cut to the minute). Larger would hide a missed run
 * of a line that fires every half hour; smaller would call good runs missed.
 */
const EARLY_SECONDS = 600;

/** The next time a cron line fires after an instant. */
export function nextCron(cron: string, timezone: string, after: Date): Date {
  try {
    return CronExpressionParser.parse(cron, {
      tz: timezone,
      currentDate: after,
    })
      .next()
      .toDate();
  } catch {
    throw new InputError(
      `"${cron}" in the zone "${timezone}" is not a cron line such as "1 23 * * *".`,
    );
  }
}

/**
 * How old a backup may become before its successor is late: the time from it
 * to the next run that was due, plus grace. A weekday cron line thus allows a
 * Friday backup to live through the weekend.
 */
export function allowedAgeSeconds(
  rhythm: Rhythm,
  options: {
    graceSeconds: number;
    timezone: string;
    takenAt: string | null;
    now: Date;
  },
): number {
  const { graceSeconds, takenAt, now } = options;
  if ('every' in rhythm) {
    const seconds = durationSeconds(rhythm.every);
    if (seconds === undefined)
      throw new InputError(
        `"${rhythm.every}" is not an ISO 8601 duration such as PT4H.`,
      );
    return seconds + graceSeconds;
  }
  const zone = rhythm.timezone ?? options.timezone;
  const from = takenAt === null ? now : new Date(takenAt);
  const due = nextCron(
    rhythm.cron,
    zone,
    new Date(from.getTime() + EARLY_SECONDS * 1000),
  );
  if (takenAt !== null)
    return (due.getTime() - from.getTime()) / 1000 + graceSeconds;
  const following = nextCron(rhythm.cron, zone, due);
  return (following.getTime() - due.getTime()) / 1000 + graceSeconds;
}
