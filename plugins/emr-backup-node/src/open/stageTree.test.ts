import { rm } from 'node:fs/promises';
import { localArtifact } from '../artifact';
import { stageTree, surveyArtifact } from '.';
import { TestFolder } from './__testUtils__/TestFolder';

const TREES: [string, string[]][] = [
  [
    'mydumper',
    [
      'metadata',
      'oscar-schema-create.sql',
      'oscar.log-schema.sql',
      'oscar.log.00000.sql',
    ],
  ],
  ['mariadb-datadir', ['ibdata1', 'mysql/user.frm', 'oscar_15/log.ibd']],
  ['mariabackup', ['ibdata1', 'xtrabackup_checkpoints', 'mysql/user.frm']],
  ['pg-directory', ['toc.dat', '3001.dat.gz']],
  ['pg-basebackup', ['PG_VERSION', 'global/pg_control', 'base/1/PG_VERSION']],
];

describe.each(TREES)('a %s tree', (kind, files) => {
  let folder: TestFolder;
  beforeAll(async () => {
    folder = await TestFolder.create();
    for (const file of files) {
      await folder.write(`night/emr/${file}`, `content of ${file}`);
    }
    await folder.sh(
      'tar -C night -czf packed.tar.gz .; tar -C night/emr -cf top.tar .',
    );
  });
  afterAll(() => folder.remove());

  it.each([
    ['a folder', 'night/emr'],
    ['an archive', 'packed.tar.gz'],
    ['the top of an archive', 'top.tar'],
  ])('is recognised and staged from %s', async (_, name) => {
    const artifact = await localArtifact([folder.path(name)]);
    const options = folder.options();
    const { trees } = await surveyArtifact(artifact, options);
    expect(trees).toEqual([expect.objectContaining({ kind, part: 0 })]);
    expect(trees[0].leaves).toHaveLength(files.length);
    const staged = folder.path('staged');
    await rm(staged, { recursive: true, force: true });
    await stageTree(artifact, trees[0], staged, options);
    for (const file of files) {
      expect((await folder.read(`staged/${file}`)).toString()).toBe(
        `content of ${file}`,
      );
    }
  });
});

describe('pg_basebackup in tar format', () => {
  it('is staged with its write-ahead log', async () => {
    const folder = await TestFolder.create();
    await folder.write('base/PG_VERSION', '15');
    await folder.write('base/global/pg_control', 'control');
    await folder.write('wal/000000010000000000000002', 'wal');
    await folder.sh(
      'mkdir night; tar -C base -czf night/base.tar.gz .; tar -C wal -czf night/pg_wal.tar.gz .',
    );
    const artifact = await localArtifact([folder.path('night')]);
    const { trees } = await surveyArtifact(artifact, folder.options());
    expect(trees).toHaveLength(1);
    await stageTree(artifact, trees[0], folder.path('pg'), folder.options());
    expect((await folder.read('pg/PG_VERSION')).toString()).toBe('15');
    expect(
      (await folder.read('pg/pg_wal/000000010000000000000002')).toString(),
    ).toBe('wal');
    await folder.remove();
  });
});
