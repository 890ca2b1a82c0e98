import { DateTime } from 'luxon';
import { instantOf, latestWallClock, zoneOf } from './wallClock';

const toronto = zoneOf('America/Toronto');
const at = (iso: string) => DateTime.fromISO(iso).toMillis();
const iso = (millis: number | null) =>
  millis === null ? null : DateTime.fromMillis(millis).toUTC().toISO();

describe('instantOf', () => {
  it.each([
    // In November Toronto shows 01:00-02:00 twice: first at -04:00, then at -05:00.
    ['2026-07-01 12:00:00', '2026-11-21T00:00:00Z', '2026-07-01T16:00:00.000Z'],
    ['2026-12-01 12:00:00', '2026-12-02T00:00:00Z', '2026-12-01T17:00:00.000Z'],
    ['2026-11-01 01:30:00', '2026-11-01T05:40:00Z', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01 01:30:00', '2026-11-01T06:40:00Z', '2026-11-01T06:30:00.000Z'],
    // In March 02:00-03:00 is never shown.
    ['2026-03-08 02:30:00', '2026-03-09T00:00:00Z', '2026-03-08T07:30:00.000Z'],
    ['2026-03-08 03:30:00', '2026-03-09T00:00:00Z', '2026-03-08T07:30:00.000Z'],
    [
      '2026-11-20 16:47:00.250000',
      '2026-11-21T00:00:00Z',
      '2026-11-20T21:47:00.250Z',
    ],
    // A date alone counts to the end of its day, never beyond the drill.
    ['2026-11-20', '2026-11-22T00:00:00Z', '2026-11-21T04:59:59.999Z'],
    ['2026-11-20', '2026-11-20T15:00:00Z', '2026-11-20T15:00:00.000Z'],
  ])('reads %s, judged at %s, as %s', (stored, notAfter, expected) => {
    expect(iso(instantOf(stored, toronto, at(notAfter)))).toBe(expected);
  });

  it.each([
    '0000-00-00 00:00:00',
    '0000-00-00',
    '2026-02-30 10:00:00',
    'soon',
    '',
  ])('takes %j for no time', stored => {
    expect(instantOf(stored, toronto, at('2026-11-21T00:00:00Z'))).toBeNull();
  });
});

describe('latestWallClock', () => {
  it.each([
    ['2026-11-21T11:00:00Z', '2026-11-21 06:00:00'],
    ['2026-07-01T11:00:00Z', '2026-07-01 07:00:00'],
    // 01:10 for the second time: everything up to 02:00 has been shown.
    ['2026-11-01T06:10:00Z', '2026-11-01 01:59:59'],
    ['2026-11-01T07:10:00Z', '2026-11-01 02:10:00'],
    ['2026-03-08T07:10:00Z', '2026-03-08 03:10:00'],
  ])('shows up to %s what clocks had shown: %s', (instant, expected) => {
    expect(latestWallClock(at(instant), toronto)).toBe(expected);
  });
});

describe('zoneOf', () => {
  it.each([
    ['America/Toronto', -300],
    ['UTC-5', -300],
    ['UTC', 0],
    ['Asia/Kathmandu', 345],
  ])('reads %s', (name, offset) => {
    expect(zoneOf(name).offset(at('2026-12-01T00:00:00Z'))).toBe(offset);
  });

  it('says which name is no zone', () => {
    expect(() => zoneOf('Toronto/Canada')).toThrow(/"Toronto\/Canada"/);
  });
});
