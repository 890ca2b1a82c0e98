import { mysqlDump, sha256, TestFolder } from './__testUtils__/TestFolder';

const DUMP = mysqlDump(10_000);
const PASS = 'Our Passphrase';

interface Packing {
  format: string;
  /** Packs `dump.sql` and `notes.txt` into `out`. */
  make: string;
  secret?: string;
  formats: string[];
  cut: string;
}

const PACKINGS: Packing[] = [
  {
    format: 'tar (GNU)',
    make: 'tar --format=gnu -cf out dump.sql notes.txt',
    formats: ['tar', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: 'tar (pax)',
    make: 'tar --format=pax -cf out ./dump.sql ./notes.txt',
    formats: ['tar', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: 'tar (ustar) in zstd',
    make: 'tar --format=ustar -c notes.txt dump.sql | zstd -q > out',
    formats: ['zstd', 'tar', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: 'zip',
    make: 'zip -q out.zip dump.sql notes.txt; mv out.zip out',
    formats: ['zip', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: 'zip with a password',
    make: `zip -q -P '${PASS}' out.zip dump.sql notes.txt; mv out.zip out`,
    secret: PASS,
    formats: ['zip', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: 'zip with AES',
    make: `7z a -tzip -mem=AES256 '-p${PASS}' out.zip dump.sql notes.txt; mv out.zip out`,
    secret: PASS,
    formats: ['zip', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: 'zip inside openssl enc',
    make: 'zip -q in.zip dump.sql notes.txt; openssl enc -aes-256-cbc -pass file:pass -in in.zip -out out 2>/dev/null; rm in.zip',
    secret: PASS,
    formats: ['openssl-enc', 'zip', 'mysqldump'],
    cut: 'undecryptable-truncated',
  },
  {
    format: '7z',
    make: '7z a out.7z dump.sql notes.txt; mv out.7z out',
    formats: ['7z', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: '7z in gzip',
    make: '7z a in.7z dump.sql notes.txt; gzip -c in.7z > out; rm in.7z',
    formats: ['gzip', '7z', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: '7z with a password',
    make: `7z a '-p${PASS}' out.7z dump.sql notes.txt; mv out.7z out`,
    secret: PASS,
    formats: ['7z', 'mysqldump'],
    cut: 'truncated',
  },
  {
    format: '7z with a password for the names too',
    make: `7z a '-p${PASS}' -mhe=on out.7z dump.sql notes.txt; mv out.7z out`,
    secret: PASS,
    formats: ['7z', 'mysqldump'],
    cut: 'truncated',
  },
];

describe('archives', () => {
  let folder: TestFolder;

  beforeAll(async () => {
    folder = await TestFolder.create();
    await folder.write('dump.sql', DUMP);
    await folder.write('notes.txt', 'Restore this one first.');
    await folder.write('pass', PASS);
  });
  afterAll(() => folder.remove());

  describe.each(PACKINGS)('$format', packing => {
    const { secret, formats } = packing;
    beforeAll(() => folder.sh(`rm -f out; ${packing.make}`));

    it('opens to the same bytes, and digests what is no dump', async () => {
      const opened = await folder.open('out', secret, { digests: ['sha256'] });
      expect(opened).toMatchObject({
        code: 'ok',
        contents: { 'out!/dump.sql': sha256(DUMP) },
      });
      const leaves = opened.survey?.leaves ?? [];
      expect(leaves).toHaveLength(2);
      expect(leaves).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            names: ['dump.sql'],
            formats,
            kind: 'mysqldump',
            bytes: DUMP.length,
          }),
          expect.objectContaining({
            names: ['notes.txt'],
            kind: 'file',
            bytes: 23,
            digests: { sha256: sha256('Restore this one first.') },
          }),
        ]),
      );
    });

    it.each([0.1, 0.5, 0.9])(
      'is found cut short at %d of its length',
      async share => {
        const { length } = await folder.read('out');
        await folder.cut('out', 'cut', Math.floor(length * share));
        expect(await folder.open('cut', secret)).toMatchObject({
          code: packing.cut,
        });
      },
    );

    it('is found damaged when one byte in the middle is flipped', async () => {
      await folder.flip('out', 'flipped');
      const opened = await folder.open('flipped', secret);
      // A bare tar has no checksum over contents; the loader meets the damage.
      expect(opened.code).toBe(formats[0] === 'tar' ? 'ok' : 'archive-damaged');
    });
  });

  describe.each(PACKINGS.filter(({ secret }) => secret))('$format', packing => {
    beforeAll(() => folder.sh(`rm -f out; ${packing.make}`));

    it('asks for a key', async () => {
      expect(await folder.open('out')).toMatchObject({
        code: 'key-unavailable',
      });
    });

    it('tells a wrong key', async () => {
      expect(await folder.open('out', 'Their Passphrase')).toMatchObject({
        code: 'undecryptable-wrong-key',
      });
    });

    it('leaves nothing on the disk', async () => {
      const before = await folder.names();
      await folder.open('out', packing.secret);
      expect(await folder.names()).toEqual(before);
    });
  });

  describe('tar', () => {
    it('reads long and foreign names', async () => {
      const long = `${'b'.repeat(90)}/${'c'.repeat(150)}.txt`;
      await folder.write(`in/${long}`, 'long');
      await folder.write('in/dossier/é ü.txt', 'foreign');
      for (const format of ['gnu', 'pax']) {
        await folder.sh(`tar --format=${format} -C in -cf out .`);
        const { survey } = await folder.open('out');
        expect(survey?.leaves.map(leaf => leaf.names[0]).sort()).toEqual([
          long,
          'dossier/é ü.txt',
        ]);
      }
    });

    it('accepts a missing end marker when the last file is complete, and says so', async () => {
      await folder.sh('tar -b 1 -cf whole dump.sql notes.txt');
      await folder.cut('whole', 'out', -1024);
      const { code, survey } = await folder.open('out');
      expect(code).toBe('ok');
      expect(survey?.notes).toEqual([expect.stringContaining('no end marker')]);
    });

    it('ignores what follows the end marker, and says so', async () => {
      await folder.sh(
        'tar -cf out dump.sql; head -c 3000 dump.sql >> out; gzip -f out; mv out.gz out',
      );
      const { code, survey } = await folder.open('out');
      expect(code).toBe('ok');
      expect(survey?.notes).toEqual([
        expect.stringContaining('after the end of the tar'),
      ]);
    });

    it('finds a damaged file header', async () => {
      await folder.sh('tar -cf whole dump.sql notes.txt');
      const header = 512 + Math.ceil(Buffer.byteLength(DUMP) / 512) * 512;
      await folder.flip('whole', 'out', header + 3);
      expect(await folder.open('out')).toMatchObject({
        code: 'archive-damaged',
      });
    });

    it('finds a cut in the compression after the last file', async () => {
      await folder.sh('tar -c dump.sql notes.txt | gzip > whole');
      await folder.cut('whole', 'out', -4);
      expect(await folder.open('out')).toMatchObject({ code: 'truncated' });
    });

    it('keeps the last of several files with one name', async () => {
      await folder.write(
        'in/dump.sql',
        DUMP.replace('-- Dump', '-- Newer dump'),
      );
      await folder.sh('tar -cf out dump.sql; tar -C in -rf out dump.sql');
      const { survey, contents } = await folder.open('out');
      expect(survey?.leaves).toHaveLength(1);
      expect(contents).toEqual({
        'out!/dump.sql': sha256(DUMP.replace('-- Dump', '-- Newer dump')),
      });
    });

    it('takes absolute names as names below the top, as unpacking does', async () => {
      await folder.sh(
        "tar -P --transform='s,^,/var/backups/,' -cf out dump.sql",
      );
      expect(await folder.open('out')).toMatchObject({
        code: 'ok',
        contents: { 'out!/var/backups/dump.sql': sha256(DUMP) },
      });
    });

    it('refuses a name that leads out', async () => {
      await folder.sh("tar -P --transform='s,^,../../,' -cf out dump.sql");
      expect(await folder.open('out')).toMatchObject({
        code: 'archive-damaged',
        message: expect.stringContaining('leads out'),
      });
    });
  });

  it('finds a program that is not installed', async () => {
    await folder.sh('bzip2 -c dump.sql > out');
    const { PATH } = process.env;
    process.env.PATH = folder.directory;
    try {
      expect(await folder.open('out')).toMatchObject({
        code: 'tool-missing',
        message: expect.stringContaining('Debian package bzip2'),
      });
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('refuses more layers than any backup has', async () => {
    await folder.sh(
      'cp dump.sql out; for i in 1 2 3 4 5 6 7 8 9; do gzip -f out; mv out.gz out; done',
    );
    expect(await folder.open('out')).toMatchObject({
      code: 'archive-damaged',
      message: expect.stringContaining('layers'),
    });
  });
});
