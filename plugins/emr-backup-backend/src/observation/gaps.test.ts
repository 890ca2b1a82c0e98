import { knownJob } from '../__testUtils__/facts';
import { backupGaps } from './gaps';

const FIRST = '2026-10-01T00:00:00.000Z';
const job = (schedule: { every: string } | { cron: string }, grace = 'PT1H') =>
  knownJob({ schedule, grace });
const fourHourly = job({ every: 'PT4H' });

const hour = (count: number) =>
  new Date(Date.UTC(2026, 9, 20) + count * 3_600_000).toISOString();
const taken = (...hours: number[]) =>
  hours.map(count => ({ takenAt: hour(count), hollow: false }));
const gaps = (
  of: ReturnType<typeof job>,
  backups: { takenAt: string; hollow: boolean }[],
  now: string,
  firstObservedAt: string | null = FIRST,
) => backupGaps(of, { firstObservedAt, backups }, new Date(now));

describe('the gaps of a job that runs every four hours', () => {
  const before = { takenAt: FIRST, hollow: false };

  it('are none while each backup comes within its grace', () => {
    const backups = taken(0, 4, 8.5, 12.9);
    expect(gaps(fourHourly, backups, hour(17.5), hour(1))).toEqual([]);
  });

  it('are each told with the backups that were missed in it', () => {
    const backups = taken(0, 4, 16, 20, 26, 30);
    expect(gaps(fourHourly, backups, hour(31), hour(1))).toEqual([
      { from: hour(20), to: hour(26), missed: 1 },
      { from: hour(4), to: hour(16), missed: 2 },
    ]);
  });

  it('last until a backup comes', () => {
    expect(gaps(fourHourly, taken(0, 4), hour(9), hour(1))).toEqual([]);
    expect(gaps(fourHourly, taken(0, 4), hour(9.1), hour(1))).toEqual([
      { from: hour(4), to: null, missed: 1 },
    ]);
  });

  it('are not ended by a hollow backup', () => {
    const backups = [...taken(0, 4, 12), { takenAt: hour(8), hollow: true }];
    expect(gaps(fourHourly, backups, hour(13), hour(1))).toEqual([
      { from: hour(4), to: hour(12), missed: 1 },
    ]);
  });

  it('count from the first look on, for older backups may have been thinned out', () => {
    expect(gaps(fourHourly, taken(0, 48, 52), hour(53), hour(50))).toEqual([]);
    expect(gaps(fourHourly, taken(0, 24, 52), hour(53), hour(50))).toEqual([
      { from: hour(24), to: hour(52), missed: 6 },
    ]);
    expect(gaps(fourHourly, [], hour(9), null)).toEqual([]);
    expect(gaps(fourHourly, [], hour(9.1), hour(0))).toEqual([
      { from: hour(0), to: null, missed: 2 },
    ]);
  });

  it('are counted no further than makes sense', () => {
    const minutely = job({ every: 'PT1M' });
    const [gap] = gaps(minutely, [before], '2026-11-20T00:00:00Z');
    expect(gap).toEqual({ from: FIRST, to: null, missed: 1000 });
  });

  it('cannot be told by a schedule nobody can read', () => {
    expect(gaps(job({ every: 'often' }), [before], hour(0))).toEqual([]);
  });
});

describe('the gaps of a nightly job', () => {
  const nightly = { cron: '1 23 * * *' };
  const daily = { every: 'P1D' };
  const night = (instant: string) => ({ takenAt: instant, hollow: false });

  it.each([
    ['Toronto, a cron line, when the clocks go back', nightly],
    ['Toronto, an interval, when the clocks go back', daily],
  ])('are none in %s', (_, schedule) => {
    const backups = [
      night('2026-10-31T03:01:00.000Z'),
      night('2026-11-01T03:01:00.000Z'),
      night('2026-11-02T04:01:00.000Z'),
      night('2026-11-03T04:01:00.000Z'),
    ];
    const of = job(schedule, 'PT5M');
    const first = '2026-10-31T00:00:00.000Z';
    expect(gaps(of, backups, '2026-11-03T12:00:00Z', first)).toEqual([]);
    const without = backups.filter((__, index) => index !== 2);
    expect(gaps(of, without, '2026-11-03T12:00:00Z', first)).toEqual([
      { from: backups[1].takenAt, to: backups[3].takenAt, missed: 1 },
    ]);
  });

  it('are none in Vancouver when the clocks go forward', () => {
    const of = knownJob(
      { schedule: { cron: '30 2 * * *' }, grace: 'PT5M' },
      { timezone: 'America/Vancouver' },
    );
    const backups = [
      night('2026-03-07T10:30:00.000Z'),
      night('2026-03-08T10:30:00.000Z'),
      night('2026-03-09T09:30:00.000Z'),
    ];
    const first = '2026-03-07T10:00:00.000Z';
    expect(gaps(of, backups, '2026-03-09T12:00:00Z', first)).toEqual([]);
  });

  it('of weekdays do not mind the weekend, nor of month ends the length of the month', () => {
    const since = (of: ReturnType<typeof job>, from: string, now: string) =>
      gaps(of, [night(from)], now, from);
    const weekdays = job({ cron: '1 23 * * 1-5' });
    const friday = '2026-11-14T04:01:00.000Z';
    expect(since(weekdays, friday, '2026-11-16T12:00:00Z')).toEqual([]);
    expect(since(weekdays, friday, '2026-11-17T12:00:00Z')).toEqual([
      { from: friday, to: null, missed: 1 },
    ]);
    const monthEnds = job({ cron: '0 23 L * *' });
    const october = '2026-11-01T03:00:00.000Z';
    expect(since(monthEnds, october, '2026-11-30T12:00:00Z')).toEqual([]);
    expect(since(monthEnds, october, '2026-12-01T06:00:00Z')).toEqual([
      { from: october, to: null, missed: 1 },
    ]);
  });
});
