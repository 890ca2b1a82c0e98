import type { StoredFile } from '../contracts';
import { groupArtifacts } from './groupArtifacts';

const file = (path: string, modifiedAt = '2026-11-21T00:00:00Z') =>
  ({ path, bytes: 10, modifiedAt } satisfies StoredFile);
const group = (...files: (string | StoredFile)[]) =>
  groupArtifacts(
    files.map(each => (typeof each === 'string' ? file(each) : each)),
    { timezone: 'America/Toronto' },
  ).map(({ name, kind, files: members }) => ({
    name,
    kind,
    files: members.map(member => member.path),
  }));

describe('groupArtifacts', () => {
  it('lists single files newest first, by the date in their names', () => {
    expect(
      group(
        'a/clinic.20261118-010001.sql.gz',
        'a/clinic.20261120-010001.sql.gz',
        'a/clinic.20261119-010001.sql.gz',
      ).map(artifact => artifact.name),
    ).toEqual([
      'clinic.20261120-010001.sql.gz',
      'clinic.20261119-010001.sql.gz',
      'clinic.20261118-010001.sql.gz',
    ]);
  });

  it('uses the store’s time when no name tells', () => {
    expect(
      groupArtifacts([file('dump.sql', '2026-11-20T00:00:00Z')], {
        timezone: 'UTC',
      }),
    ).toEqual([
      expect.objectContaining({ takenAt: '2026-11-20T00:00:00Z', bytes: 10 }),
    ]);
  });

  it('joins an OSCAR Full, its newest Database and all Documents since', () => {
    expect(
      group(
        'x/OscarBackup.oscar_15.2026-11-20-23:01:04.Database.tar.gz.enc',
        'x/OscarBackup.oscar_15.2026-11-20-11:01:04.Database.tar.gz.enc',
        'x/OscarBackup.oscar_15.2026-11-20-11:01:04.Document.tar.gz.enc',
        'x/OscarBackup.oscar_15.2026-11-20-23:01:04.Document.tar.gz.enc',
        'x/Full.OscarBackup.oscar_15.2026-11-19-23:01:05.tar.gz.enc',
      ),
    ).toEqual([
      {
        name: 'OscarBackup.oscar_15.2026-11-20-23:01:04.Database.tar.gz.enc',
        kind: 'oscar-chain',
        files: [
          'x/Full.OscarBackup.oscar_15.2026-11-19-23:01:05.tar.gz.enc',
          'x/OscarBackup.oscar_15.2026-11-20-11:01:04.Document.tar.gz.enc',
          'x/OscarBackup.oscar_15.2026-11-20-23:01:04.Database.tar.gz.enc',
          'x/OscarBackup.oscar_15.2026-11-20-23:01:04.Document.tar.gz.enc',
        ],
      },
    ]);
  });

  it('keeps an earlier Full and what followed it as an older artifact', () => {
    const artifacts = group(
      'Full.OscarBackup.oscar.2026-11-12-23:01:05.tar.gz.enc',
      'OscarBackup.oscar.2026-11-15-23:01:05.Database.tar.gz.enc',
      'Full.OscarBackup.oscar.2026-11-19-23:01:05.tar.gz.enc',
      'OscarBackup.oscar.2026-11-20-23:01:05.Database.tar.gz.enc',
    );
    expect(artifacts.map(artifact => artifact.files)).toEqual([
      [
        'Full.OscarBackup.oscar.2026-11-19-23:01:05.tar.gz.enc',
        'OscarBackup.oscar.2026-11-20-23:01:05.Database.tar.gz.enc',
      ],
      [
        'Full.OscarBackup.oscar.2026-11-12-23:01:05.tar.gz.enc',
        'OscarBackup.oscar.2026-11-15-23:01:05.Database.tar.gz.enc',
      ],
    ]);
  });

  it('keeps the chains of two databases and two clinics apart', () => {
    expect(
      group(
        'a/Full.OscarBackup.oscar.2026-11-19-23:01:05.tar.gz.enc',
        'a/Full.OscarBackup.drugref.2026-11-19-23:01:05.tar.gz.enc',
        'b/Full.OscarBackup.oscar.2026-11-19-23:01:05.tar.gz.enc',
      ),
    ).toHaveLength(3);
  });

  it('takes a Database without any Full as an artifact, and Documents alone as none', () => {
    expect(
      group(
        'OscarBackup.oscar.2026-11-20-23:01:05.Database.tar.gz.enc',
        'OscarBackup.oscar.2026-11-20-23:01:05.Document.tar.gz.enc',
      ).map(artifact => artifact.files.length),
    ).toEqual([2]);
    expect(
      group('OscarBackup.oscar.2026-11-20-23:01:05.Document.tar.gz.enc'),
    ).toEqual([]);
  });

  it.each([
    ['mydumper', ['metadata', 'oscar-schema-create.sql', 'oscar.log.sql.gz']],
    ['pg_dump -Fd', ['toc.dat', '3000.dat.gz', '3001.dat.gz']],
    ['pg_basebackup -Ft', ['base.tar.gz', 'pg_wal.tar.gz', 'backup_manifest']],
    ['mariabackup', ['ibdata1', 'xtrabackup_checkpoints', 'oscar/log.ibd']],
    ['a datadir', ['ibdata1', 'mysql/user.frm', 'oscar/log.ibd']],
  ])('takes a folder of %s as one artifact', (_, names) => {
    const paths = names.map(name => `clinic/night/${name}`);
    expect(group(...paths, 'clinic/other.sql')).toEqual([
      { name: 'night', kind: 'folder', files: [...paths].sort() },
      { name: 'other.sql', kind: 'file', files: ['clinic/other.sql'] },
    ]);
  });

  it('takes a folder named after a day as one artifact of several databases', () => {
    expect(
      group(
        'bahmni/2026-11-20/openmrs.sql.gz',
        'bahmni/2026-11-20/images/a.png',
        'bahmni/2026-11-19/openmrs.sql.gz',
      ),
    ).toEqual([
      {
        name: '2026-11-20',
        kind: 'folder',
        files: [
          'bahmni/2026-11-20/images/a.png',
          'bahmni/2026-11-20/openmrs.sql.gz',
        ],
      },
      {
        name: '2026-11-19',
        kind: 'folder',
        files: ['bahmni/2026-11-19/openmrs.sql.gz'],
      },
    ]);
  });

  it('overlooks checksums beside a backup', () => {
    expect(group('a.sql.gz', 'a.sql.gz.sha256')).toEqual([
      { name: 'a.sql.gz', kind: 'file', files: ['a.sql.gz'] },
    ]);
  });
});
