import { DateTime, Duration } from 'luxon';

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

/** `20 Nov`, in the clinic's zone; with the year when it is another one. */
export function dayWords(instant: string, timezone: string, now: Date): string {
  const day = DateTime.fromISO(instant).setZone(timezone).setLocale('en');
  const thisYear = DateTime.fromJSDate(now).setZone(timezone).year;
  return day.toFormat(day.year === thisYear ? 'd LLL' : 'd LLL yyyy');
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
