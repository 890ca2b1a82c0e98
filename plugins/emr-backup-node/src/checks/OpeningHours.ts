import { DateTime, type Zone } from 'luxon';
import { InputError } from '@backstage/errors';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const TIME = '(\\d{1,2})(?::(\\d{2}))?';
const RULE = new RegExp(
  `(${DAY}(?:\\s*[-–]\\s*${DAY})?(?:\\s*,\\s*${DAY}(?:\\s*[-–]\\s*${DAY})?)*)\\s+${TIME}\\s*[-–]\\s*${TIME}`,
  'gi',
);
/** Beyond this the closed hours no longer matter: the age is past any objective. */
const MAX_DAYS = 400;

interface Opening {
  /** ISO weekday, 1 is Monday. */
  weekday: number;
  fromMinute: number;
  /** Past midnight when greater than a day. */
  toMinute: number;
}

/** A clinic's opening hours: `Mon-Fri 08:00-18:00; Sat 9-12`, read on the clinic's wall clock. */
export class OpeningHours {
  private constructor(private readonly openings: readonly Opening[]) {}

  static parse(text: string): OpeningHours {
    const openings = [...text.matchAll(RULE)].flatMap(readRule);
    const rest = text.replace(RULE, '').replace(/[\s,;]/g, '');
    if (openings.length === 0 || rest !== '')
      throw new InputError(
        `"${text}" are no opening hours; write them like "Mon-Fri 08:00-18:00; Sat 09:00-12:00"`,
      );
    return new OpeningHours(openings);
  }

  /** Milliseconds between two instants during which the clinic was open. */
  openMillis(from: number, to: number, zone: Zone): number {
    if (to <= from) return 0;
    const last = DateTime.fromMillis(to, { zone }).startOf('day');
    const begin = DateTime.fromMillis(from, { zone })
      .startOf('day')
      .minus({ days: 1 });
    if (last.diff(begin, 'days').days > MAX_DAYS) return to - from;
    let open = 0;
    for (let day = begin; day <= last; day = day.plus({ days: 1 })) {
      const spans = this.openings
        .filter(opening => opening.weekday === day.weekday)
        .map(opening => ({
          start: Math.max(from, atMinute(day, opening.fromMinute)),
          end: Math.min(to, atMinute(day, opening.toMinute)),
        }));
      for (const { start, end } of spans) open += Math.max(0, end - start);
    }
    return open;
  }
}

/** By the wall clock, so that a day on which clocks change still opens at eight. */
function atMinute(day: DateTime, minute: number): number {
  return day
    .plus({ days: Math.floor(minute / 1440) })
    .set({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
    .toMillis();
}

function readRule(match: RegExpMatchArray): Opening[] {
  const [text, days, fromHour, fromMinute, toHour, toMinute] = match;
  const from = Number(fromHour) * 60 + Number(fromMinute ?? 0);
  const until = Number(toHour) * 60 + Number(toMinute ?? 0);
  if (from > 1440 || until > 1440)
    throw new InputError(`"${text}" names a time of day that does not exist`);
  return days.split(',').flatMap(part =>
    weekdays(part).map(weekday => ({
      weekday,
      fromMinute: from,
      toMinute: until > from ? until : until + 1440,
    })),
  );
}

function weekdays(part: string): number[] {
  const [first, last = first] = part
    .split(/[-–]/)
    .map(day => DAYS.indexOf(day.trim().toLowerCase()));
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((first + index) % 7) + 1);
}
