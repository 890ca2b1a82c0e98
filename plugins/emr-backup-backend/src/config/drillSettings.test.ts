import { mockServices } from '@backstage/backend-test-utils';
import { readDrillDefaults, readDrillLimits } from './drillSettings';

const config = (drills: object) =>
  mockServices.rootConfig({ data: { emrBackup: { drills } } });

describe('the default rhythms in app-config', () => {
  it('are a week, a month and three months when nothing is said', () => {
    expect(readDrillDefaults(mockServices.rootConfig({ data: {} }))).toEqual({
      high: { every: 'P7D' },
      normal: { every: 'P30D' },
      low: { every: 'P90D' },
    });
  });

  it('can be switched off', () => {
    expect(
      readDrillDefaults(config({ defaults: { enabled: false } })),
    ).toBeUndefined();
  });

  it('take every field of a drill policy, and keep the usual rhythm when none is named', () => {
    const high = { after: 'each-backup', spacing: 'PT6H', pool: 'big' };
    const low = {
      cron: '0 3 1 * *',
      timezone: 'America/Toronto',
      pick: 'random',
      within: 'P60D',
    };
    expect(
      readDrillDefaults(
        config({ defaults: { high, normal: { window: '20:00-06:00' }, low } }),
      ),
    ).toEqual({ high, normal: { every: 'P30D', window: '20:00-06:00' }, low });
  });

  it.each([
    [
      { high: { every: 'weekly' } },
      'emrBackup.drills.defaults.high.every is "weekly"; it must be an ISO 8601 duration such as P30D.',
    ],
    [
      { low: { every: 'P1D', cron: '0 3 * * *' } },
      'emrBackup.drills.defaults.low has every and cron; it must have one of every, cron and after.',
    ],
    [
      { low: { window: 'at night' } },
      'emrBackup.drills.defaults.low.window: "at night" is not a window of local hours such as 20:00-06:00.',
    ],
    [
      { low: { cron: 'nightly' } },
      'emrBackup.drills.defaults.low.cron: "nightly" in the zone "UTC" is not a cron line such as "1 23 * * *".',
    ],
    [
      { low: { timezone: 'Toronto' } },
      'emrBackup.drills.defaults.low.timezone is "Toronto"; it must be a time zone such as America/Toronto.',
    ],
    [
      { normal: { pick: 'oldest' } },
      'emrBackup.drills.defaults.normal.pick is "oldest"; it must be one of newest, random.',
    ],
    [
      { normal: { after: 'each-backup', pick: 'random' } },
      'emrBackup.drills.defaults.normal.pick is "random", which has no meaning beside after.',
    ],
  ])('refuse %j by key and value', (defaults, message) => {
    expect(() => readDrillDefaults(config({ defaults }))).toThrow(message);
  });
});

describe('the limits in app-config', () => {
  it('have defaults and take whole numbers', () => {
    expect(readDrillLimits(config({ limits: { perStore: 2 } }))).toEqual({
      perClinic: 1,
      perVendor: 8,
      perStore: 2,
    });
    expect(() => readDrillLimits(config({ limits: { perVendor: 0 } }))).toThrow(
      'emrBackup.drills.limits.perVendor is 0; it must be a whole number of at least 1.',
    );
  });
});
