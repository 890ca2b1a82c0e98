import type { DrillPolicy } from '@emr-backup/plugin-emr-backup-common';
import { hoursAgo, knownJob, NOW } from '../__testUtils__/facts';
import { nextDrillAt, pauseUntil, type DrillBasis } from './drillPolicy';
import { proofSeconds } from './drillRhythm';

const DAY = 86_400;
const basis = (more: Partial<DrillBasis> = {}): DrillBasis => ({
  judgedAt: null,
  judgedBackupAt: null,
  newestBackupAt: hoursAgo(6),
  pauseUntil: null,
  notBefore: null,
  holds: { paused: null, skipped: null },
  ...more,
});

const next = (
  drill: DrillPolicy | undefined,
  more: Partial<DrillBasis> = {},
  options: { now?: Date; timezone?: string } = {},
) =>
  nextDrillAt(
    knownJob({ drill }, { timezone: options.timezone ?? 'America/Toronto' }),
    basis(more),
    options.now ?? NOW,
  )?.toISOString() ?? null;

const judged = (judgedAt: string | null) => ({ judgedAt });
const hold = (at: string, until: string | null = null) => ({
  by: 'user:default/mina',
  at,
  reason: 'The clinic moves.',
  until,
});

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
      'at the next cron time in the zone the drill names',
      { cron: '30 21 * * *', timezone: 'America/Winnipeg' },
      hoursAgo(1),
      '2026-11-23T03:30:00.000Z',
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
    expect(next(policy, judged(judgedAt))).toBe(expected);
  });

  it('waits for the pause after drills that could not judge, and for its turn to catch up', () => {
    const later = new Date(hoursAgo(-3));
    expect(next({ every: 'P1D' }, { pauseUntil: later })).toBe(hoursAgo(-3));
    expect(next({ every: 'P1D' }, { notBefore: later })).toBe(hoursAgo(-3));
  });

  it('refuses a window nobody can read', () => {
    expect(() => next({ every: 'P1D', window: 'at night' })).toThrow(
      '"at night" is not a window of local hours such as 20:00-06:00.',
    );
  });
});

describe('a rhythm where the clocks change', () => {
  const at = (instant: string) => ({ now: new Date(instant) });

  it.each([
    [
      'a day later at the same hour, over the lost hour of March in Toronto',
      'America/Toronto',
      '2026-03-08T02:30:00.000Z',
      '2026-03-09T01:30:00.000Z',
    ],
    [
      'a day later at the same hour, over the hour won in November in Vancouver',
      'America/Vancouver',
      '2025-11-02T04:30:00.000Z',
      '2025-11-03T05:30:00.000Z',
    ],
  ])('comes %s', (_, timezone, judgedAt, expected) => {
    const found = next({ every: 'P1D' }, judged(judgedAt), {
      ...at(judgedAt),
      timezone,
    });
    expect(found).toBe(expected);
  });

  it('reads a cron line in the hour that does not exist as the hour after it', () => {
    const after = '2026-03-08T05:30:00.000Z';
    expect(next({ cron: '30 2 * * *' }, judged(after), at(after))).toBe(
      '2026-03-08T07:30:00.000Z',
    );
  });

  it('opens a night window once in the night of eleven hours', () => {
    const long = judged('2026-10-01T00:00:00.000Z');
    const policy = { every: 'PT1H', window: '20:00-01:30' };
    const open = '2026-11-01T05:29:00.000Z';
    expect(next(policy, long, at(open))).toBe(open);
    const halfPastOneAgain = '2026-11-01T06:10:00.000Z';
    expect(next(policy, long, at(halfPastOneAgain))).toBe(
      '2026-11-02T01:00:00.000Z',
    );
  });

  it('opens a window in the hour that does not exist an hour later', () => {
    const long = judged('2026-01-01T00:00:00.000Z');
    const before = '2026-03-08T06:30:00.000Z';
    expect(
      next({ every: 'PT1H', window: '02:15-04:00' }, long, at(before)),
    ).toBe('2026-03-08T07:15:00.000Z');
  });

  it('keeps a month a month, from the 31st to the last day', () => {
    const judgedAt = '2026-01-31T17:00:00.000Z';
    expect(next({ every: 'P1M' }, judged(judgedAt), at(judgedAt))).toBe(
      '2026-02-28T17:00:00.000Z',
    );
    expect(next({ cron: '0 12 L * *' }, judged(judgedAt), at(judgedAt))).toBe(
      '2026-02-28T17:00:00.000Z',
    );
  });
});

describe('a drill after each backup', () => {
  const policy: DrillPolicy = { after: 'each-backup', spacing: 'PT6H' };

  it('is due when a newer backup came than the one last judged', () => {
    const facts = { judgedAt: hoursAgo(20), judgedBackupAt: hoursAgo(24) };
    expect(next(policy, { ...facts, newestBackupAt: hoursAgo(2) })).toBe(
      hoursAgo(0),
    );
    expect(next(policy, { ...facts, newestBackupAt: hoursAgo(24) })).toBeNull();
  });

  it('waits for the least time between two drills', () => {
    const facts = { judgedAt: hoursAgo(2), judgedBackupAt: hoursAgo(3) };
    expect(next(policy, { ...facts, newestBackupAt: hoursAgo(1) })).toBe(
      hoursAgo(-4),
    );
  });

  it('leaves out a backup that was skipped, and takes the one after it', () => {
    const skipped = { ...hold(hoursAgo(1)), dueAt: hoursAgo(1) };
    const facts = {
      judgedAt: hoursAgo(20),
      judgedBackupAt: hoursAgo(24),
      holds: { paused: null, skipped },
    };
    expect(next(policy, { ...facts, newestBackupAt: hoursAgo(2) })).toBeNull();
    expect(next(policy, { ...facts, newestBackupAt: hoursAgo(0.5) })).toBe(
      hoursAgo(0),
    );
  });
});

describe('the word of a person', () => {
  const overdue = judged(hoursAgo(50));
  const holding = (holds: Partial<DrillBasis['holds']>) => ({
    ...overdue,
    holds: { paused: null, skipped: null, ...holds },
  });

  it('keeps a paused job from drills until then, or until somebody resumes', () => {
    const pause = (until: string | null) =>
      next(
        { every: 'P1D', window: '20:00-06:00' },
        holding({ paused: hold(hoursAgo(1), until) }),
      );
    expect(pause(null)).toBeNull();
    // Monday noon is outside the window.
    expect(pause(hoursAgo(-24))).toBe('2026-11-24T01:00:00.000Z');
  });

  it('leaves out one turn of a rhythm and goes on from there', () => {
    const skip = (dueAt: string, at = hoursAgo(1)) =>
      holding({ skipped: { ...hold(at), dueAt } });
    expect(next({ every: 'P1D' }, skip(hoursAgo(1)))).toBe(hoursAgo(-23));
    expect(next({ cron: '0 3 * * *' }, skip(hoursAgo(1)))).toBe(
      '2026-11-23T08:00:00.000Z',
    );
    // A drill judged the backup since.
    expect(next({ every: 'P1D' }, skip(hoursAgo(60), hoursAgo(60)))).toBe(
      hoursAgo(0),
    );
  });
});

describe('how long a proof lasts', () => {
  it.each<[DrillPolicy | undefined, number]>([
    [undefined, 30 * DAY],
    [{ every: 'P7D' }, 7 * DAY],
    [{ cron: '0 3 * * MON-FRI' }, 3 * DAY],
    [{ after: 'each-backup' }, DAY],
    [{ after: 'each-backup', spacing: 'P2D' }, 2 * DAY],
    [{ cron: 'nightly' }, 30 * DAY],
  ])('by %j', (drill, seconds) => {
    expect(proofSeconds(knownJob({ drill }, { timezone: 'UTC' }))).toBe(
      seconds,
    );
  });
});

describe('the pause after drills that could not judge', () => {
  it.each([
    ['none without any', undefined, 0, null],
    ['none after one lost runner', 'runner-lost', 1, hoursAgo(1)],
    ['two hours after the second lost runner', 'runner-lost', 2, hoursAgo(-1)],
    ['one hour after one error', 'scratch-full', 1, hoursAgo(0)],
    ['one hour after one that was cancelled', 'cancelled', 0, hoursAgo(0)],
    ['a day at most', 'scratch-full', 9, hoursAgo(-23)],
  ])('%s', (_, code, inARow, expected) => {
    const last = code && { endedAt: hoursAgo(1), reason: { code } };
    expect(pauseUntil(last || undefined, inARow)?.toISOString() ?? null).toBe(
      expected,
    );
  });
});
