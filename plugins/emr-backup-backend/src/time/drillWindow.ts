import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';

const FORMAT = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/;

/** Local hours in which drills may start. */
export interface DrillWindow {
  startMinute: number;
  endMinute: number;
}

/** Reads `20:00-06:00`. */
export function parseWindow(text: string): DrillWindow {
  const match = FORMAT.exec(text.trim());
  const [startHour, startMinute, endHour, endMinute] = (match ?? [])
    .slice(1)
    .map(Number);
  const valid =
    match &&
    startHour < 24 &&
    endHour <= 24 &&
    startMinute < 60 &&
    endMinute < 60;
  if (!valid)
    throw new InputError(
      `"${text}" is not a window of local hours such as 20:00-06:00.`,
    );
  return {
    startMinute: startHour * 60 + startMinute,
    endMinute: endHour * 60 + endMinute,
  };
}

/** Hours in which a window is open, in milliseconds since 1970. */
export interface OpenTime {
  from: number;
  until: number;
}

const DAY_MS = 86_400_000;
/** Openings around so many days are remembered; a fleet has a few dozen windows. */
const DAYS_REMEMBERED = 5000;
const remembered = new Map<string, readonly OpenTime[]>();

/** The instant itself when the window is open then, else the next opening. */
export function nextInWindow(
  window: DrillWindow,
  timezone: string,
  instant: Date,
): Date {
  const at = instant.getTime();
  const next = timesAround(window, timezone, at).find(
    ({ until }) => at < until,
  );
  return next ? new Date(Math.max(at, next.from)) : instant;
}

/** Openings during a day of UTC and the first after it. Planners and pages ask for the same few again and again. */
function timesAround(
  window: DrillWindow,
  timezone: string,
  at: number,
): readonly OpenTime[] {
  const day = Math.floor(at / DAY_MS);
  const key = `${window.startMinute} ${window.endMinute} ${timezone} ${day}`;
  const known = remembered.get(key);
  if (known) return known;
  const times: OpenTime[] = [];
  for (const time of openTimes(window, timezone, new Date(day * DAY_MS))) {
    times.push(time);
    if (time.from >= (day + 1) * DAY_MS) break;
  }
  if (remembered.size >= DAYS_REMEMBERED) remembered.clear();
  remembered.set(key, times);
  return times;
}

/**
 * When a window is open, from the night that may still go on at an instant,
 * without end. By the clock of the zone: an hour that comes twice closes a
 * window the first time, one that does not come opens it an hour later.
 */
export function* openTimes(
  window: DrillWindow,
  timezone: string,
  since: Date,
): Generator<OpenTime, never> {
  const { startMinute, endMinute } = window;
  const overnight = startMinute >= endMinute;
  const today = DateTime.fromJSDate(since).setZone(timezone).startOf('day');
  for (let days = -1; ; days += 1) {
    const day = today.plus({ days });
    const from = atMinute(day, startMinute);
    const until = atMinute(overnight ? day.plus({ days: 1 }) : day, endMinute);
    if (until > from) yield { from, until };
  }
}

function atMinute(day: DateTime, minute: number): number {
  if (minute === 24 * 60) return day.plus({ days: 1 }).toMillis();
  return day
    .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
    .toMillis();
}
