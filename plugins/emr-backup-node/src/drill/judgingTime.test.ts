import { InputError } from '@backstage/errors';
import { judgingTime } from './judgingTime';

describe('judgingTime', () => {
  it.each([
    {
      says: 'takes the offset of asOf for the clinic wall clock',
      options: { asOf: '2026-11-21T06:00:00-05:00' },
      expected: { asOf: '2026-11-21T06:00:00-05:00', timezone: 'UTC-5' },
    },
    {
      says: 'keeps the instant when the clinic has another zone',
      options: {
        asOf: '2026-11-21T11:00:00Z',
        timezone: 'America/Toronto',
      },
      expected: {
        asOf: '2026-11-21T06:00:00-05:00',
        timezone: 'America/Toronto',
      },
    },
    {
      says: 'reads an asOf without offset in the clinic zone',
      options: { asOf: '2026-07-01T06:00:00', timezone: 'America/Vancouver' },
      expected: {
        asOf: '2026-07-01T06:00:00-07:00',
        timezone: 'America/Vancouver',
      },
    },
    {
      says: 'is UTC when nothing else is said',
      options: { now: new Date('2026-11-21T11:00:00Z') },
      expected: { asOf: '2026-11-21T11:00:00Z', timezone: 'UTC' },
    },
  ])('$says', ({ options, expected }) => {
    expect(judgingTime(options)).toEqual(expected);
  });

  it('refuses a time that is none, quoting it', () => {
    expect(() => judgingTime({ asOf: 'yesterday' })).toThrow(
      new InputError(
        '"yesterday" is not an ISO 8601 instant such as 2026-11-21T06:00:00-05:00',
      ),
    );
  });

  it('refuses a zone that is none, quoting it', () => {
    expect(() => judgingTime({ timezone: 'Toronto' })).toThrow(
      '"Toronto" is not an IANA time zone',
    );
  });
});
