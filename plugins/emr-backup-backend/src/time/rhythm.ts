import { CronExpressionParser } from 'cron-parser';
import { InputError } from '@backstage/errors';
import type { Rhythm } from '@emr-backup/plugin-emr-backup-common';
import { DateTime, Duration } from 'luxon';
import { remembered } from './remembered';

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
 * The runs that are due after one that was taken at an instant, without end.
 * Hours are hours: `PT4H` stays four hours when the clocks change. Days and
 * months are those of the zone: `P1D` keeps its time of day, and from the 31st
 * `P1M` leads to the last day of the next month.
 */
export function* runsAfter(
  rhythm: Rhythm,
  timezone: string,
  takenAt: Date,
  earlySeconds = EARLY_SECONDS,
): Generator<Date, never> {
  if ('cron' in rhythm) {
    const zone = rhythm.timezone ?? timezone;
    let after = new Date(takenAt.getTime() + earlySeconds * 1000);
    for (;;) {
      after = nextCron(rhythm.cron, zone, after);
      yield after;
    }
  }
  const every = interval(rhythm.every);
  const start = DateTime.fromJSDate(takenAt).setZone(timezone);
  for (let count = 1; ; count++)
    yield start.plus(every.mapUnits(value => value * count)).toJSDate();
}

/** The first run due after one that was taken at an instant. */
export const nextRun = (
  rhythm: Rhythm,
  timezone: string,
  takenAt: Date,
  earlySeconds?: number,
): Date => runsAfter(rhythm, timezone, takenAt, earlySeconds).next().value;

/** Seconds from a backup to the next run: half of what a round over thousands of jobs took. */
const pauseAfter = remembered(
  (rhythm: Rhythm, timezone: string, takenAt: string): number => {
    const from = new Date(takenAt);
    return secondsTo(nextRun(rhythm, timezone, from), from);
  },
);

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
  const { graceSeconds, timezone, takenAt, now } = options;
  if (takenAt !== null)
    return pauseAfter(rhythm, timezone, takenAt) + graceSeconds;
  const from = nextRun(rhythm, timezone, now);
  return secondsTo(nextRun(rhythm, timezone, from), from) + graceSeconds;
}

/** Throws the sentence that says why a rhythm cannot be read. */
export const checkRhythm = remembered(
  (rhythm: Rhythm, timezone: string): void => {
    nextRun(rhythm, timezone, new Date());
  },
);

/** Runs looked at to find how close two of them can follow each other: a week of a line with two times a day. */
const RUNS_COMPARED = 15;

/** Seconds between the two runs to come that follow each other soonest. */
export function shortestPause(
  rhythm: Rhythm,
  timezone: string,
  now: Date,
): number {
  const runs = runsAfter(rhythm, timezone, now);
  let previous = runs.next().value;
  let shortest = Infinity;
  for (let count = 1; count < RUNS_COMPARED; count++) {
    const next = runs.next().value;
    shortest = Math.min(shortest, secondsTo(next, previous));
    previous = next;
  }
  return shortest;
}

function secondsTo(later: Date, earlier: Date) {
  return (later.getTime() - earlier.getTime()) / 1000;
}

function interval(every: string): Duration {
  const duration = Duration.fromISO(every);
  if (!duration.isValid || !(duration.toMillis() > 0))
    throw new InputError(
      `"${every}" is not an ISO 8601 duration such as PT4H.`,
    );
  return duration;
}
