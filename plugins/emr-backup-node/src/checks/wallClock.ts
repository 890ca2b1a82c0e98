import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { InputError } from '@backstage/errors';

const MINUTE = 60_000;
/** No zone sets its clock back by more than this. */
const LOOK_BACK = 3 * 60 * MINUTE;
const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?$/;

/** The clinic's zone by its name; also fixed offsets such as `UTC-5`. */
export function zoneOf(name: string): Zone {
  const fixed = FixedOffsetZone.parseSpecifier(name);
  if (fixed) return fixed;
  if (IANAZone.isValidZone(name)) return IANAZone.create(name);
  throw new InputError(
    `"${name}" is not an IANA time zone such as America/Toronto`,
  );
}

/** `YYYY-MM-DD HH:MM:SS` as a clock in that zone shows it. */
export function wallClock(millis: number, zone: Zone): string {
  return DateTime.fromMillis(millis, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/**
 * The latest time a clock in that zone had shown by then. Right after clocks
 * were set back that is later than what it shows now, and rows written in the
 * hour that comes twice are not in the future.
 */
export function latestWallClock(millis: number, zone: Zone): string {
  const turn = setBackBefore(millis, zone);
  if (turn === null) return wallClock(millis, zone);
  const shownBeforeTurn = wallClock(turn - 1, zone);
  const shownNow = wallClock(millis, zone);
  return shownBeforeTurn > shownNow ? shownBeforeTurn : shownNow;
}

/** The instant within the last hours at which the clock was set back, if any. */
function setBackBefore(millis: number, zone: Zone): number | null {
  const earlier = millis - LOOK_BACK;
  const offset = zone.offset(millis);
  if (zone.offset(earlier) <= offset) return null;
  let low = earlier;
  let high = millis;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) > offset) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The instant a stored wall-clock time stands for; null for zero dates and
 * anything else that is no time.
 *
 * A time that a clock showed twice is the later one that is not after
 * `notAfter`: a record cannot have been written in the future. A time that no
 * clock showed (the hour skipped in spring) is read with the offset before the
 * change. A date alone counts to the end of its day, or to `notAfter`.
 */
export function instantOf(
  stored: string,
  zone: Zone,
  notAfter: number,
): number | null {
  const match = PATTERN.exec(stored.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction] = match;
  const asUtc = DateTime.fromObject(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
    },
    { zone: 'utc' },
  );
  if (!asUtc.isValid || asUtc.year === 0) return null;
  if (hour === undefined) {
    const start = resolve(asUtc.toMillis(), zone, notAfter);
    const end = resolve(asUtc.endOf('day').toMillis(), zone, notAfter);
    return start > notAfter ? start : Math.min(end, notAfter);
  }
  return resolve(asUtc.toMillis(), zone, notAfter);
}

function resolve(wallAsUtc: number, zone: Zone, notAfter: number): number {
  const day = 24 * 60 * MINUTE;
  const before = zone.offset(wallAsUtc - day);
  const after = zone.offset(wallAsUtc + day);
  const candidates = [...new Set([before, after])]
    .map(offset => ({ offset, at: wallAsUtc - offset * MINUTE }))
    .filter(({ offset, at }) => zone.offset(at) === offset)
    .map(({ at }) => at)
    .sort((a, b) => b - a);
  if (candidates.length === 0) return wallAsUtc - before * MINUTE;
  return (
    candidates.find(at => at <= notAfter) ?? candidates[candidates.length - 1]
  );
}
