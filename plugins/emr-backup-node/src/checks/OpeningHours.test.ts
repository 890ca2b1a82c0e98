import { DateTime } from 'luxon';
import { OpeningHours } from './OpeningHours';
import { zoneOf } from './wallClock';

const toronto = zoneOf('America/Toronto');
const HOUR = 3600_000;

function openHours(text: string, from: string, to: string): number {
  const at = (local: string) =>
    DateTime.fromISO(local, { zone: toronto }).toMillis();
  return OpeningHours.parse(text).openMillis(at(from), at(to), toronto) / HOUR;
}

describe('OpeningHours', () => {
  it.each([
    // 20 November 2026 is a Friday.
    ['Mon-Fri 08:00-18:00', '2026-11-20T17:40', '2026-11-22T12:00', 1 / 3],
    ['Mon-Fri 08:00-18:00', '2026-11-20T17:00', '2026-11-23T09:00', 2],
    [
      'Mon-Fri 8-18; Sat 09:00-12:00',
      '2026-11-20T17:00',
      '2026-11-23T09:00',
      5,
    ],
    ['Mon, Wed-Fri 08:00-12:00', '2026-11-16T00:00', '2026-11-23T00:00', 16],
    ['Mon-Sun 08–19', '2026-11-20T20:00', '2026-11-21T09:00', 1],
    ['Fri-Mon 10:00-11:00', '2026-11-16T00:00', '2026-11-23T00:00', 4],
    // Past midnight, and a day of 25 hours.
    ['Fri 20:00-04:00', '2026-11-20T00:00', '2026-11-22T00:00', 8],
    ['Mon-Sun 00:00-24:00', '2026-11-01T00:00', '2026-11-02T00:00', 25],
    ['Mon-Sun 00:00-24:00', '2026-03-08T00:00', '2026-03-09T00:00', 23],
    ['Mon-Fri 08:00-18:00', '2026-11-23T09:00', '2026-11-20T17:00', 0],
  ])('%s: %s to %s is %d open hours', (text, from, to, expected) => {
    expect(openHours(text, from, to)).toBeCloseTo(expected, 5);
  });

  it.each([
    '',
    'always',
    'Mon-Fri',
    'Mon-Fri 08:00-18:00 or so',
    'Mon 25:00-26:00',
  ])('refuses %j', text => {
    expect(() => OpeningHours.parse(text)).toThrow(text || /opening hours/);
  });
});
