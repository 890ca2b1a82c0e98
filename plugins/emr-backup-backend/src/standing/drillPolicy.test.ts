import type { DrillPolicy } from '@emr-backup/plugin-emr-backup-common';
import { hoursAgo, knownJob, NOW } from '../__testUtils__/facts';
import { nextDrillAt, pauseUntil } from './drillPolicy';

const next = (
  drill: DrillPolicy | undefined,
  judgedAt: string | null,
  pause: Date | null = null,
) =>
  nextDrillAt(
    knownJob({ drill }),
    { judgedAt, pauseUntil: pause },
    NOW,
  )?.toISOString() ?? null;

describe('when the next drill may start', () => {
  it.each<[string, DrillPolicy | undefined, string | null, string | null]>([
    ['never without a policy', undefined, hoursAgo(900), null],
    ['never with a policy that has no rhythm', { pool: 'x' }, null, null],
    ['at once for a job never judged', { every: 'P30D' }, null, hoursAgo(0)],
    ['at once when overdue', { every: 'P1D' }, hoursAgo(30), hoursAgo(0)],
    ['after the interval', { every: 'P1D' }, hoursAgo(10), hoursAgo(-14)],
    [
      'at the next cron time in the zone of the clinic',
      { cron: '30 21 * * *' },
      hoursAgo(1),
      '2026-11-23T02:30:00.000Z',
    ],
    [
      'when the window opens, at noon for a night window',
      { every: 'P1D', window: '20:00-06:00' },
      null,
      '2026-11-23T01:00:00.000Z',
    ],
    [
      'at once inside the window',
      { every: 'P1D', window: '09:00-17:00' },
      null,
      hoursAgo(0),
    ],
    [
      'the next morning after the window closed',
      { every: 'P1D', window: '08:00-10:00' },
      null,
      '2026-11-23T13:00:00.000Z',
    ],
  ])('%s', (_, policy, judgedAt, expected) => {
    expect(next(policy, judgedAt)).toBe(expected);
  });

  it('waits for the pause after drills that could not judge', () => {
    const pause = new Date(hoursAgo(-3));
    expect(next({ every: 'P1D' }, null, pause)).toBe(hoursAgo(-3));
  });

  it('refuses a window nobody can read', () => {
    expect(() => next({ every: 'P1D', window: 'at night' }, null)).toThrow(
      '"at night" is not a window of local hours such as 20:00-06:00.',
    );
  });
});

describe('the pause after drills that could not judge', () => {
  const unjudged = (code: string, count: number) =>
    Array.from({ length: count }, () => ({
      endedAt: hoursAgo(1),
      reason: { code },
    }));

  it.each([
    ['none without any', 'scratch-full', 0, null],
    ['none after one lost runner', 'runner-lost', 1, hoursAgo(1)],
    ['two hours after the second lost runner', 'runner-lost', 2, hoursAgo(-1)],
    ['one hour after one error', 'scratch-full', 1, hoursAgo(0)],
    ['a day at most', 'scratch-full', 9, hoursAgo(-23)],
  ])('%s', (_, code, count, expected) => {
    expect(pauseUntil(unjudged(code, count))?.toISOString() ?? null).toBe(
      expected,
    );
  });
});
