import { allowedAgeSeconds, nextRun, shortestPause } from './rhythm';

const at = (instant: string) => new Date(instant);
const HOUR = 3600;

describe('the run due after a backup', () => {
  it.each([
    // The clocks of both zones went forward on 8 March 2026 and back on 2 November 2025; Vancouver's do not any more.
    [
      'every four hours stays four hours when the clocks go forward',
      { every: 'PT4H' },
      'America/Toronto',
      '2026-03-08T05:00:00Z',
      '2026-03-08T09:00:00.000Z',
    ],
    [
      'every four hours stays four hours when the clocks go back',
      { every: 'PT4H' },
      'America/Vancouver',
      '2025-11-02T07:00:00Z',
      '2025-11-02T11:00:00.000Z',
    ],
    [
      'every day keeps its time of day when the day has 23 hours',
      { every: 'P1D' },
      'America/Toronto',
      '2026-03-08T04:01:00Z',
      '2026-03-09T03:01:00.000Z',
    ],
    [
      'every day keeps its time of day when the day has 25 hours',
      { every: 'P1D' },
      'America/Vancouver',
      '2025-11-02T06:01:00Z',
      '2025-11-03T07:01:00.000Z',
    ],
    [
      'every month of the 31st falls on the last day of a shorter one',
      { every: 'P1M' },
      'America/Toronto',
      '2026-02-01T04:30:00Z',
      '2026-03-01T04:30:00.000Z',
    ],
    [
      'a nightly line keeps its time of day across the change',
      { cron: '1 23 * * *' },
      'America/Toronto',
      '2026-11-01T03:01:00Z',
      '2026-11-02T04:01:00.000Z',
    ],
    [
      'a line in the hour that is skipped runs after it',
      { cron: '30 2 * * *' },
      'America/Vancouver',
      '2026-03-07T10:30:00Z',
      '2026-03-08T10:30:00.000Z',
    ],
    [
      'a nightly line in the hour that comes twice runs once',
      { cron: '30 1 * * *' },
      'America/Toronto',
      '2026-11-01T05:30:00Z',
      '2026-11-02T06:30:00.000Z',
    ],
    [
      'the last day of the month is that of each month',
      { cron: '0 23 L * *' },
      'America/Toronto',
      '2026-02-01T04:00:00Z',
      '2026-03-01T04:00:00.000Z',
    ],
    [
      'a line has the zone it names, not that of the clinic',
      { cron: '0 23 * * *', timezone: 'America/Vancouver' },
      'America/Toronto',
      '2026-06-01T12:00:00Z',
      '2026-06-02T06:00:00.000Z',
    ],
    [
      'a backup named a minute early belongs to its own run',
      { cron: '0 23 * * *' },
      'America/Toronto',
      '2026-06-02T02:59:00Z',
      '2026-06-03T03:00:00.000Z',
    ],
  ])('%s', (_, rhythm, zone, takenAt, due) => {
    expect(nextRun(rhythm, zone, at(takenAt)).toISOString()).toBe(due);
  });

  it('is refused for a rhythm nobody can read', () => {
    expect(() => nextRun({ every: 'daily' }, 'UTC', at('2026-01-01'))).toThrow(
      '"daily" is not an ISO 8601 duration such as PT4H.',
    );
    expect(() => nextRun({ cron: 'x' }, 'UTC', at('2026-01-01'))).toThrow(
      '"x" in the zone "UTC" is not a cron line such as "1 23 * * *".',
    );
  });
});

describe('the age a backup may reach', () => {
  const allowed = (
    rhythm: { every: string } | { cron: string },
    taken: string,
  ) =>
    allowedAgeSeconds(rhythm, {
      graceSeconds: HOUR,
      timezone: 'America/Toronto',
      takenAt: taken,
      now: at('2026-11-20T12:00:00Z'),
    }) / HOUR;

  it('is an hour more in the night the clocks go back', () => {
    expect(allowed({ every: 'P1D' }, '2026-11-01T03:01:00Z')).toBe(26);
    expect(allowed({ every: 'P1D' }, '2026-11-02T04:01:00Z')).toBe(25);
    expect(allowed({ cron: '1 23 * * *' }, '2026-11-01T03:01:00Z')).toBe(26);
    expect(allowed({ every: 'PT24H' }, '2026-11-01T03:01:00Z')).toBe(25);
  });

  it('spans the weekend of a weekday line', () => {
    expect(allowed({ cron: '1 23 * * 1-5' }, '2026-11-21T04:01:00Z')).toBe(73);
  });

  it('without any backup is that between two runs to come', () => {
    const options = { graceSeconds: 0, timezone: 'UTC', takenAt: null };
    const now = at('2026-11-20T12:00:00Z');
    expect(
      allowedAgeSeconds({ every: 'PT4H' }, { ...options, now }) / HOUR,
    ).toBe(4);
    expect(
      allowedAgeSeconds({ cron: '0 6,18 * * *' }, { ...options, now }) / HOUR,
    ).toBe(12);
  });
});

describe('the shortest pause between two runs', () => {
  const now = at('2026-11-20T12:00:00Z');
  it.each([
    [{ every: 'PT4H' }, 4],
    [{ cron: '0 8,9,23 * * *' }, 1],
    [{ cron: '0 23 * * 1-5' }, 24],
  ])('of %j is %d hours', (rhythm, hours) => {
    expect(shortestPause(rhythm, 'America/Toronto', now) / HOUR).toBe(hours);
  });
});

describe('how old a backup may become, asked again', () => {
  const friday = '2026-11-20T23:00:00.000Z';
  const weekdays = { cron: '0 23 * * 1-5' };
  const allowed = (
    rhythm: Parameters<typeof allowedAgeSeconds>[0],
    timezone: string,
    takenAt: string | null,
    graceSeconds = 0,
  ) =>
    allowedAgeSeconds(rhythm, {
      graceSeconds,
      timezone,
      takenAt,
      now: at('2026-11-22T12:00:00Z'),
    }) / HOUR;

  it('is told from the answers for other rhythms, zones, backups and graces', () => {
    for (let asked = 0; asked < 2; asked += 1)
      expect([
        allowed(weekdays, 'UTC', friday),
        allowed(weekdays, 'UTC', friday, HOUR),
        allowed(weekdays, 'America/Toronto', friday),
        allowed({ ...weekdays, timezone: 'UTC' }, 'America/Toronto', friday),
        allowed({ every: 'P1D' }, 'UTC', friday),
        allowed(weekdays, 'UTC', '2026-11-19T23:00:00.000Z'),
        allowed(weekdays, 'UTC', null),
      ]).toEqual([72, 73, 5, 72, 24, 24, 24]);
  });

  it('fails for a rhythm nobody can read, each time', () => {
    for (const rhythm of [{ cron: 'often' }, { cron: 'often' }])
      expect(() => allowed(rhythm, 'UTC', friday)).toThrow('"often"');
  });
});
