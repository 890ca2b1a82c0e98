import type { CustodyRhythm } from '@emr-backup/plugin-emr-backup-common';
import { knownJob } from '../__testUtils__/facts';
import { custodyFacts } from './custodyFacts';

const jobWith = (custody: CustodyRhythm, timezone = 'America/Toronto') =>
  knownJob(
    {
      copies: [
        { store: 'nas', path: '*' },
        { store: 'usb', path: '*', custody },
      ],
    },
    { timezone, firstSeenAt: '2026-10-20T12:00:00.000Z' },
  );
const facts = (
  custody: CustodyRhythm,
  lastAt: string | null,
  now: string,
  timezone?: string,
) => custodyFacts(jobWith(custody, timezone), () => lastAt, new Date(now))[1];

const fridays: CustodyRhythm = { cron: '0 18 * * 5', grace: 'P1D' };

describe('the custody of a carried medium', () => {
  it('is asked of carried copies only', () => {
    const [other] = custodyFacts(
      jobWith(fridays),
      () => null,
      new Date('2026-11-01T00:00:00Z'),
    );
    expect(other).toBeNull();
  });

  it('is due by the clock on the wall, also when the clocks change', () => {
    // Friday 18:00 is 22:00 UTC until 1 November and 23:00 UTC after it.
    expect(
      facts(fridays, '2026-10-23T22:05:00.000Z', '2026-10-26T00:00:00Z')
        ?.nextDueAt,
    ).toBe('2026-10-30T22:00:00.000Z');
    expect(
      facts(fridays, '2026-10-30T22:05:00.000Z', '2026-11-02T00:00:00Z')
        ?.nextDueAt,
    ).toBe('2026-11-06T23:00:00.000Z');
    expect(
      facts(
        { every: 'P7D' },
        '2025-10-31T01:00:00.000Z',
        '2025-11-02T00:00:00Z',
        'America/Vancouver',
      )?.nextDueAt,
    ).toBe('2025-11-07T02:00:00.000Z');
  });

  it('is missed once grace has passed, and since then', () => {
    const at = (now: string) =>
      facts(fridays, '2026-11-06T23:05:00.000Z', now)?.missedSince;
    expect(at('2026-11-14T22:59:00Z')).toBeNull();
    expect(at('2026-11-14T23:01:00Z')).toBe('2026-11-14T23:00:00.000Z');
  });

  it('is kept by a hand-over some hours early', () => {
    expect(
      facts(fridays, '2026-11-06T17:00:00.000Z', '2026-11-07T00:00:00Z')
        ?.nextDueAt,
    ).toBe('2026-11-13T23:00:00.000Z');
    const daily: CustodyRhythm = { cron: '0 18 * * *' };
    expect(
      facts(daily, '2026-11-10T22:30:00.000Z', '2026-11-11T00:00:00Z')
        ?.nextDueAt,
    ).toBe('2026-11-11T23:00:00.000Z');
  });

  it('begins when the job was first seen', () => {
    expect(facts({ every: 'P7D' }, null, '2026-11-20T00:00:00Z')).toEqual({
      lastAt: null,
      nextDueAt: '2026-10-27T12:00:00.000Z',
      missedSince: '2026-10-28T12:00:00.000Z',
    });
  });

  it('cannot be told by a rhythm nobody can read', () => {
    expect(facts({ cron: 'x' }, null, '2026-11-20T00:00:00Z')).toEqual({
      lastAt: null,
      nextDueAt: null,
      missedSince: null,
    });
  });
});
