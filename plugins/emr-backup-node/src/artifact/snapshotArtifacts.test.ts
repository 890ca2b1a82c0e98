import { groupArtifacts } from './groupArtifacts';

const AT = '2026-11-20T09:00:00.000Z';
const snapshot = (name: string, ...paths: string[]) =>
  paths.map(path => ({
    path: `lakeside/${name}/${path}`,
    bytes: 5,
    modifiedAt: AT,
    snapshot: `lakeside/${name}`,
  }));

const grouped = (files: ReturnType<typeof snapshot>) =>
  groupArtifacts(files, { timezone: 'UTC' }).map(
    ({ name, kind, takenAt, files: members }) => ({
      name,
      kind,
      takenAt,
      files: members.map(({ path }) => path.split('/').slice(2).join('/')),
    }),
  );

describe('the backups in snapshots', () => {
  it('keep a dump and its documents together, whatever dates the documents have', () => {
    expect(
      grouped(
        snapshot('one', 'dump.sql', 'docs/2020-01-01.pdf', 'docs/20260102.zip'),
      ),
    ).toEqual([
      {
        name: 'one',
        kind: 'folder',
        takenAt: AT,
        files: ['docs/2020-01-01.pdf', 'docs/20260102.zip', 'dump.sql'],
      },
    ]);
  });

  it('are one for each snapshot', () => {
    expect(
      grouped([...snapshot('one', 'dump.sql'), ...snapshot('two', 'dump.sql')]),
    ).toMatchObject([
      { name: 'one', kind: 'file' },
      { name: 'two', kind: 'file' },
    ]);
  });

  it('are the newest of the dumps that pile up, as old as their names tell', () => {
    expect(
      grouped(
        snapshot(
          'one',
          'clinic7.20261118-010001.sql.gz',
          'clinic7.20261119-010001.sql.gz',
          'clinic7.20261119-010001.sql.gz.sha256',
          'clinic8.20261117-010001.sql.gz',
        ),
      ),
    ).toEqual([
      {
        name: 'one',
        kind: 'folder',
        takenAt: '2026-11-19T01:00:01.000Z',
        files: [
          'clinic7.20261119-010001.sql.gz',
          'clinic8.20261117-010001.sql.gz',
        ],
      },
    ]);
  });

  it('are never fresher than their snapshot', () => {
    expect(grouped(snapshot('one', 'clinic_2026-11-21.sql'))).toMatchObject([
      { takenAt: AT },
    ]);
  });

  it('take the newest chain of OSCAR', () => {
    expect(
      grouped(
        snapshot(
          'one',
          'Full.OscarBackup.oscar.2026-11-01-23:01:04.enc',
          'Full.OscarBackup.oscar.2026-11-08-23:01:04.enc',
          'OscarBackup.oscar.2026-11-09-23:01:04.Database.enc',
        ),
      ),
    ).toEqual([
      {
        name: 'one',
        kind: 'oscar-chain',
        takenAt: '2026-11-09T23:01:04.000Z',
        files: [
          'Full.OscarBackup.oscar.2026-11-08-23:01:04.enc',
          'OscarBackup.oscar.2026-11-09-23:01:04.Database.enc',
        ],
      },
    ]);
  });
});
