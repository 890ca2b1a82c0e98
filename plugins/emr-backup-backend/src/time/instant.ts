import { DateTime, Duration } from 'luxon';
import { remembered } from './remembered';

/**
 * Instants are kept as ISO 8601 in UTC with milliseconds, so that both
 * databases sort and compare them as text.
 */
export const toInstant = (value: Date | string | number): string =>
  new Date(value).toISOString();

export const secondsBetween = (from: string, to: Date): number =>
  Math.max(0, (to.getTime() - Date.parse(from)) / 1000);

/** Seconds of an ISO 8601 duration, undefined when it is none. */
export function durationSeconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const duration = Duration.fromISO(value);
  const seconds = duration.isValid ? duration.as('seconds') : NaN;
  return seconds > 0 ? seconds : undefined;
}

const QUARTER_MS = 15 * 60_000;

const dayOf = remembered((instant: string, timezone: string) => {
  const day = DateTime.fromISO(instant).setZone(timezone).setLocale('en');
  return {
    year: day.year,
    short: day.toFormat('d LLL'),
    long: day.toFormat('d LLL yyyy'),
  };
});

const yearOf = remembered(
  (quarter: number, timezone: string) =>
    DateTime.fromMillis(quarter * QUARTER_MS).setZone(timezone).year,
);

/** `20 Nov`, in the clinic's zone; with the year when it is another one. */
export function dayWords(instant: string, timezone: string, now: Date): string {
  const { year, short, long } = dayOf(instant, timezone);
  // Every zone differs from UTC by whole quarters of an hour.
  const quarter = Math.floor(now.getTime() / QUARTER_MS);
  return year === yearOf(quarter, timezone) ? short : long;
}

/** `3 d 2 h`, `4 h 10 min`, `50 s`: the two largest units that are not zero. */
export function ageWords(seconds: number): string {
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  let rest = Math.round(seconds);
  const words: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${unit}`);
    if (words.length > 0 && (count === 0 || words.length === 2)) break;
  }
  return words.join(' ') || '0 s';
}
