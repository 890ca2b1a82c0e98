import { knownJob } from '../__testUtils__/facts';
import { LookRhythm } from './lookRhythm';

const rhythm = new LookRhythm({ everySeconds: 3600, shortestSeconds: 300 });
const now = new Date('2026-11-20T12:00:00.000Z');
const minutesUntilNext = (
  schedule: { every: string } | { cron: string },
  takenAt: string | null = null,
) =>
  (rhythm.next(knownJob({ schedule, grace: 'PT1H' }), takenAt, now).getTime() -
    now.getTime()) /
  60_000;

describe('the next look at a copy', () => {
  it.each([
    ['a dozen times between two backups', { every: 'PT4H' }, 20],
    ['at least as often as app-config says', { every: 'P1D' }, 60],
    ['no more often than app-config says', { every: 'PT15M' }, 5],
    ['as the closest two runs of a line ask', { cron: '0 8,10 * * *' }, 10],
    ['at least so often with a schedule nobody can read', { cron: 'x' }, 60],
  ])('comes %s', (_, schedule, minutes) => {
    expect(minutesUntilNext(schedule)).toBe(minutes);
  });

  it('comes when the newest backup becomes too old, if that is sooner', () => {
    const dueAt = (time: string) =>
      minutesUntilNext({ every: 'P1D' }, `2026-11-19T${time}:00.000Z`);
    expect(dueAt('11:17')).toBe(17);
    expect(dueAt('13:17')).toBe(60);
    expect(dueAt('09:00')).toBe(60);
  });
});
