import { gzipSync } from 'node:zlib';
import { mysqlDump, sha256, TestFolder } from '../__testUtils__/TestFolder';

const DUMP = mysqlDump(50);
const PG_DUMP = '--\n-- PostgreSQL database dump\n--\n\nSET a = 0;\n';
const PG_ROLES =
  '--\n-- PostgreSQL database cluster dump\n--\n\nCREATE ROLE clinic;\n';

describe('surveyArtifact', () => {
  let folder: TestFolder;
  beforeEach(async () => {
    folder = await TestFolder.create();
  });
  afterEach(() => folder.remove());

  const kindsOf = async (names: string | string[], secret?: string) => {
    const opened = await folder.open(names, secret, { digests: ['sha256'] });
    expect(opened).toMatchObject({ code: 'ok' });
    return Object.fromEntries(
      (opened.survey?.leaves ?? []).map(leaf => [
        folder.short(leaf),
        leaf.kind,
      ]),
    );
  };

  it.each([
    ['mysqldump', DUMP],
    ['mysqldump', `/*M!999999\\- enable the sandbox mode */ \n${DUMP}`],
    ['mysqldump', `\ufeff${DUMP}`],
    ['mysqldump', `mysqldump: [Warning] Using a password\n${DUMP}`],
    ['mysqldump', 'CREATE TABLE `a` (`b` int) ENGINE=InnoDB;\n'],
    ['pg-plain', PG_DUMP],
    ['pg-globals', PG_ROLES],
    ['pg-plain', `${PG_ROLES}\\connect template1\n${PG_DUMP}`],
    ['xbstream', 'XBSTCK01 and more'],
    ['file', 'Dear patient, please create a table for six.'],
    ['file', '%PDF-1.7'],
  ])('recognises %s by its content', async (kind, content) => {
    await folder.write('backup.dat', content);
    expect(await kindsOf('backup.dat')).toEqual({ 'backup.dat': kind });
  });

  it('tells a roles file from a cluster dump by what follows thousands of roles', async () => {
    const roles = Array.from(
      { length: 5000 },
      (_, id) => `CREATE ROLE clinician_${id};\n`,
    ).join('');
    await folder.write('roles.sql', PG_ROLES + roles);
    await folder.write(
      'all.sql',
      `${PG_ROLES}${roles}\\connect emr\n${PG_DUMP}`,
    );
    expect(await kindsOf('roles.sql')).toEqual({ 'roles.sql': 'pg-globals' });
    expect(await kindsOf('all.sql')).toEqual({ 'all.sql': 'pg-plain' });
  });

  it.each([
    ['nothing', ''],
    ['a gzip of nothing', gzipSync('')],
    ['a gzip of line ends', gzipSync('\n'.repeat(200_000))],
    ['zeros', Buffer.alloc(200_000)],
  ])('finds %s hollow', async (_, content) => {
    await folder.write('backup.sql.gz', content);
    const { survey } = await folder.open('backup.sql.gz');
    expect(survey?.leaves).toEqual([
      expect.objectContaining({ kind: 'empty' }),
    ]);
  });

  it('finds an encrypted dump of nothing hollow', async () => {
    await folder.write('pass', 'secret');
    await folder.sh(
      'openssl enc -aes-256-cbc -pass file:pass -in /dev/null -out plain 2>/dev/null; gzip -c /dev/null | openssl enc -aes-256-cbc -pass file:pass -out gz 2>/dev/null',
    );
    expect(await kindsOf('plain', 'secret')).toEqual({ plain: 'empty' });
    expect(await kindsOf('gz', 'secret')).toEqual({ gz: 'empty' });
  });

  it('finds a hollow dump among documents in an archive', async () => {
    await folder.write('oscar/OscarBackup.sql.gz', gzipSync(''));
    await folder.write('oscar/document/1.txt', '');
    await folder.sh('tar -czf out oscar');
    expect(await kindsOf('out')).toEqual({
      'out!/oscar/OscarBackup.sql.gz': 'empty',
      'out!/oscar/document/1.txt': 'file',
    });
  });

  it('counts every document as itself, also one that is a zip with SQL inside', async () => {
    await folder.write('oscar/OscarBackup.sql.gz', gzipSync(DUMP));
    for (let id = 0; id < 40; id += 1) {
      await folder.write(`oscar/document/${id}.txt`, `note ${id}`);
    }
    await folder.write('oscar/document/dump.sql', DUMP);
    await folder.write('oscar/document/scan.gz', gzipSync(DUMP));
    await folder.sh(
      'cd oscar/document; zip -q upload.zip dump.sql; cd ../..; tar -czf out oscar',
    );
    const { survey } = await folder.open('out', undefined, {
      digests: ['sha256'],
    });
    const files = survey?.leaves.filter(leaf => leaf.kind === 'file') ?? [];
    expect(files).toHaveLength(43);
    const upload = await folder.read('oscar/document/upload.zip');
    expect(files).toContainEqual(
      expect.objectContaining({
        names: ['oscar/document/upload.zip'],
        bytes: upload.length,
        digests: { sha256: sha256(upload) },
      }),
    );
    expect(survey?.leaves.filter(leaf => leaf.kind !== 'file')).toHaveLength(1);
  });

  it('takes a crowd of plain files for documents, whatever the folder is called', async () => {
    await folder.write('site/dump.sql.gz', gzipSync(DUMP));
    for (let id = 0; id < 30; id += 1) {
      await folder.write(`site/letters/${id}.txt`, `letter ${id}`);
    }
    await folder.write('site/letters/mine.sql', DUMP);
    await folder.sh('cd site/letters; zip -q mine.zip mine.sql');
    await folder.cut('site/letters/mine.zip', 'site/letters/broken.zip', 200);
    await folder.sh('tar -czf out site');
    const kinds = await kindsOf('out');
    expect(kinds['out!/site/letters/mine.sql']).toBe('file');
    expect(kinds['out!/site/letters/mine.zip']).toBe('file');
    expect(kinds['out!/site/letters/broken.zip']).toBe('file');
    expect(kinds['out!/site/dump.sql.gz']).toBe('mysqldump');
  });

  it('finds the dump also in a folder crowded with plain files', async () => {
    for (let id = 0; id < 30; id += 1) {
      await folder.write(`all/${id}.txt`, `letter ${id}`);
    }
    await folder.write('all/dump.sql.gz', gzipSync(DUMP));
    await folder.write('x/documents/a.txt', 'a');
    await folder.sh('tar -czf all/files.tar.gz x; tar -cf out all');
    const kinds = await kindsOf('out');
    expect(kinds['out!/all/dump.sql.gz']).toBe('mysqldump');
    expect(kinds['out!/all/files.tar.gz!/x/documents/a.txt']).toBe('file');
    expect(Object.keys(kinds)).toHaveLength(32);
  });

  it('takes a product’s own SQL scripts for files when a real dump lies beside', async () => {
    const script = 'CREATE TABLE `a` (`b` int);\n';
    await folder.write('openemr/sql/database.sql', script);
    await folder.write('openemr/sites/default/documents/1/a.txt', 'a');
    await folder.write('openemr.sql.gz', gzipSync(DUMP));
    await folder.sh(
      'tar -czf openemr.tar.gz openemr; tar -cf out openemr.sql.gz openemr.tar.gz',
    );
    expect(await kindsOf('out')).toEqual({
      'out!/openemr.sql.gz': 'mysqldump',
      'out!/openemr.tar.gz!/openemr/sql/database.sql': 'file',
      'out!/openemr.tar.gz!/openemr/sites/default/documents/1/a.txt': 'file',
    });
  });

  it('finds an archive in an archive that is cut short', async () => {
    await folder.write('sites/default/documents/1/a.txt', mysqlDump(200));
    await folder.write('openemr.sql.gz', gzipSync(DUMP));
    await folder.sh('tar -czf whole.tar.gz sites');
    await folder.cut('whole.tar.gz', 'openemr.tar.gz', 3000);
    await folder.sh('tar -cf out openemr.sql.gz openemr.tar.gz');
    expect(await folder.open('out')).toMatchObject({
      code: 'truncated',
      message: expect.stringContaining('out!/openemr.tar.gz'),
    });
  });

  it('joins the parts of an artifact and digests its loose documents', async () => {
    await folder.write('night/a.sql.gz', gzipSync(DUMP));
    await folder.write('night/documents/b.sql', DUMP);
    const { survey } = await folder.open('night', undefined, {
      digests: ['md5'],
    });
    expect(survey?.leaves).toEqual([
      expect.objectContaining({ kind: 'mysqldump', part: 0 }),
      expect.objectContaining({
        kind: 'file',
        part: 1,
        digests: { md5: expect.stringMatching(/^[0-9a-f]{32}$/) },
      }),
    ]);
  });

  it('reads an artifact of a store that has no local files', async () => {
    await folder.write('dump.sql', DUMP);
    await folder.sh('zip -q out.zip dump.sql; 7z a out.7z dump.sql');
    for (const name of ['out.zip', 'out.7z']) {
      const opened = await folder.openRemote(name);
      expect(Object.values(opened.contents)).toEqual([sha256(DUMP)]);
    }
  });

  it('stops when it is aborted, and leaves no process', async () => {
    await folder.write('dump.sql', mysqlDump(100_000));
    await folder.sh('tar -c dump.sql | zstd -q > out');
    const abort = new AbortController();
    const opening = folder.open('out', undefined, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('stopped')),
    });
    await expect(opening).rejects.toThrow('stopped');
  });
});
