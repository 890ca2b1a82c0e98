import { takenAtFromName } from './takenAt';

describe('takenAtFromName', () => {
  it.each([
    [
      'Full.OscarBackup.oscar_15.2026-11-20-23:01:04.tar.gz.enc',
      '2026-11-21T04:01:04.000Z',
    ],
    ['clinic7.20261120-010001.sql.gz', '2026-11-20T06:00:01.000Z'],
    ['openemr-2026-11-20T23-01.tar', '2026-11-21T04:01:00.000Z'],
    ['openemr_2026_11_20.tar', '2026-11-20T05:00:00.000Z'],
    ['dump.20261120010001.sql', '2026-11-20T06:00:01.000Z'],
    ['2026-11-20 23:01:04', '2026-11-21T04:01:04.000Z'],
    ['2026-11-20T23:01:04Z', '2026-11-20T23:01:04.000Z'],
    ['2026-11-20T23:01:04+01:00', '2026-11-20T22:01:04.000Z'],
    ['2026.11.20/openmrs.sql', '2026-11-20T05:00:00.000Z'],
    ['release-20209999-then-20261120.sql', '2026-11-20T05:00:00.000Z'],
    ['dump-2026-11-20-9999.sql', '2026-11-20T05:00:00.000Z'],
    ['summer-2026-07-01-120000.sql', '2026-07-01T16:00:00.000Z'],
  ])('reads %s in the clinic zone', (name, at) => {
    expect(takenAtFromName(name, 'America/Toronto')).toBe(at);
  });

  it.each(['openemr.sql.gz', 'oscar_15', 'v2026', '1202611201.sql'])(
    'finds no date in %s',
    name => {
      expect(takenAtFromName(name, 'America/Toronto')).toBeUndefined();
    },
  );
});
