import { Readable } from 'node:stream';
import type { Artifact, LeafKind, RestoreEngine } from '../contracts';
import { takenAtFromName } from '../artifact';
import type { Leaf, Survey } from '../open/types';
import { planRestore } from './restorePlan';

const engine = (name: string, accepts: LeafKind[]): RestoreEngine => ({
  name,
  accepts,
  physical: [],
  directories: [],
  probe: async () => ({ version: '1' }),
  boot: async () => {
    throw new Error('a plan boots nothing');
  },
  reap: async () => 0,
});
const engines = [
  engine('mariadb', ['mysqldump', 'mydumper']),
  engine('postgres', ['pg-custom', 'pg-globals']),
];

const artifact = (...paths: string[]): Artifact => ({
  name: paths[0],
  files: paths.map(path => ({
    path,
    bytes: 20,
    open: async () => Readable.from([]),
  })),
});

const leaf = (
  part: number,
  name: string,
  kind: LeafKind = 'mysqldump',
  formats: string[] = ['gzip', kind],
): Leaf => ({
  part,
  names: [name],
  path: `part-${part}!/${name}`,
  formats,
  kind,
  bytes: kind === 'empty' ? 0 : 10,
  digests: {},
});

const plan = (of: Artifact, leaves: Leaf[], named?: string) =>
  planRestore(of, { leaves, trees: [], notes: [], commands: [] } as Survey, {
    engines,
    engine: named,
    takenAt: path => takenAtFromName(path, 'UTC'),
  });

const names = (result: ReturnType<typeof plan>) =>
  result.restores.flatMap(restore => restore.loads.map(load => load.name));

describe('planRestore', () => {
  const chain = artifact(
    'Full.OscarBackup.oscar_15.2026-11-19-23:01:05.tar.gz.enc',
    'OscarBackup.oscar_15.2026-11-20-23:01:04.Database.tar.gz.enc',
    'OscarBackup.oscar_15.2026-11-20-23:01:04.Document.tar.gz.enc',
  );

  it('restores the newest generation of each half of a chain, into one database', () => {
    const result = plan(chain, [
      leaf(0, 'oscar/OscarBackup.sql.gz'),
      leaf(0, 'oscar/MyISAMBackup.sql.gz'),
      leaf(1, 'OscarBackup.sql.gz'),
      leaf(1, 'MyISAMBackup.sql.gz'),
      leaf(2, 'MyISAMBackup.sql.gz'),
      leaf(2, 'document/1.txt', 'file'),
    ]);
    expect(names(result)).toEqual([
      'part-1!/OscarBackup.sql.gz',
      'part-1!/MyISAMBackup.sql.gz',
    ]);
    expect(result.restores[0].loads.map(load => load.database)).toEqual([
      'scratch',
      'scratch',
    ]);
    expect(result.superseded).toHaveLength(3);
    expect(result.documents.map(one => one.path)).toEqual([
      'part-2!/document/1.txt',
    ]);
  });

  it('says hollow when the newest generation is empty and an older one is good', () => {
    expect(() =>
      plan(chain, [
        leaf(0, 'OscarBackup.sql.gz'),
        leaf(1, 'OscarBackup.sql.gz', 'empty', ['gzip', 'empty']),
      ]),
    ).toThrow(
      expect.objectContaining({
        code: 'hollow',
        message: expect.stringContaining(
          '20 bytes of gzip with nothing inside',
        ),
      }),
    );
  });

  it('says chain-incomplete when the Database part of the newest run is missing', () => {
    const [full, , document] = chain.files;
    const leaves = [
      leaf(0, 'oscar/MyISAMBackup.sql.gz'),
      leaf(0, 'oscar/OscarBackup.sql.gz'),
      leaf(1, 'MyISAMBackup.sql.gz'),
      leaf(1, 'document/2.txt', 'file'),
    ];
    expect(() => plan({ ...chain, files: [full, document] }, leaves)).toThrow(
      expect.objectContaining({ code: 'chain-incomplete' }),
    );
    expect(plan({ ...chain, files: [full] }, leaves.slice(0, 2))).toBeDefined();
  });

  it('says hollow for an archive of nothing beside a good dump', () => {
    expect(() =>
      plan(artifact('emr_backup.tar'), [
        leaf(0, 'openemr.sql.gz'),
        leaf(0, 'openemr.tar.gz', 'empty', ['gzip', 'empty']),
      ]),
    ).toThrow(expect.objectContaining({ code: 'hollow' }));
  });

  it('takes no log or checksum beside a dump for documents', () => {
    const loose = (part: number, path: string, kind: LeafKind): Leaf => ({
      ...leaf(part, path, kind),
      names: [],
      path,
    });
    const dump = loose(0, 'night/clinic.sql.gz', 'mysqldump');
    const of = artifact('night/clinic.sql.gz', 'night/x');
    const carries = (path: string) =>
      plan(of, [dump, loose(1, path, 'file')]).carriesDocuments;
    expect(carries('night/clinic.sql.gz.sha256')).toBe(false);
    expect(carries('night/backup.log')).toBe(false);
    expect(carries('oscar.properties')).toBe(true);
    expect(carries('night/documents/letter.txt')).toBe(true);
    expect(carries('night/scan-0001.pdf')).toBe(true);
  });

  it('takes no file of a dump folder for documents', () => {
    const of = artifact('d/metadata', 'd/oscar.t-schema.sql', 'd/oscar.t.sql');
    const leaves = of.files.map(
      (file, part): Leaf => ({
        ...leaf(part, file.path, 'file'),
        names: [],
      }),
    );
    const tree = { kind: 'mydumper' as const, part: 0, root: 'd', leaves };
    const result = planRestore(
      of,
      { leaves, trees: [tree], notes: [], commands: [] },
      { engines, takenAt: () => undefined },
    );
    expect(result.carriesDocuments).toBe(false);
  });

  it('takes two dumps of one name in one part for two databases', () => {
    const result = plan(artifact('night.tar'), [
      leaf(0, 'emr/db.sql'),
      leaf(0, 'lab/db.sql'),
    ]);
    expect(
      result.restores[0].loads.map(load => [load.name, load.database]),
    ).toEqual([
      ['part-0!/emr/db.sql', 'scratch'],
      ['part-0!/lab/db.sql', 'scratch_2'],
    ]);
  });

  it('takes the newest of dated dumps in one part', () => {
    const result = plan(artifact('week.tar'), [
      leaf(0, 'emr.20261119-230000.sql'),
      leaf(0, 'emr.20261121-230000.sql'),
      leaf(0, 'emr.20261120-230000.sql'),
    ]);
    expect(names(result)).toEqual(['part-0!/emr.20261121-230000.sql']);
  });

  it('does not mind an empty document', () => {
    const result = plan(artifact('emr.tar'), [
      leaf(0, 'openemr.sql.gz'),
      leaf(0, 'documents/empty.txt', 'empty'),
    ]);
    expect(names(result)).toEqual(['part-0!/openemr.sql.gz']);
  });

  it('says hollow for a single empty file, whatever its name', () => {
    expect(() => plan(artifact('backup'), [leaf(0, 'x', 'empty')])).toThrow(
      expect.objectContaining({ code: 'hollow' }),
    );
  });

  it('says not-a-backup when there are only other files', () => {
    expect(() => plan(artifact('a.tar'), [leaf(0, 'x.pdf', 'file')])).toThrow(
      expect.objectContaining({ code: 'not-a-backup' }),
    );
  });

  it('gives databases of several engines a server each and restores roles first', () => {
    const result = plan(artifact('bahmni.tar'), [
      leaf(0, 'openmrs.sql.gz'),
      leaf(0, 'clinlims.dump', 'pg-custom'),
      leaf(0, 'roles.sql', 'pg-globals'),
    ]);
    expect(
      result.restores.map(restore => [
        restore.engine.name,
        restore.loads.map(load => load.kind),
      ]),
    ).toEqual([
      ['mariadb', ['mysqldump']],
      ['postgres', ['pg-globals', 'pg-custom']],
    ]);
  });

  it('could not judge a format the named engine does not know', () => {
    expect(() => plan(artifact('a'), [leaf(0, 'a.sql')], 'postgres')).toThrow(
      expect.objectContaining({ code: 'format-unsupported' }),
    );
  });

  it('names the engines there are when the named one is not', () => {
    expect(() => plan(artifact('a'), [leaf(0, 'a.sql')], 'oracle')).toThrow(
      /"oracle".*\n.*mariadb, postgres/s,
    );
  });
});
