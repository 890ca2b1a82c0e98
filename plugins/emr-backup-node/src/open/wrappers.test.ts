import { Encrypter } from 'age-encryption';
import { mysqlDump, sha256, TestFolder } from './__testUtils__/TestFolder';

// Large enough that each encrypted format has several blocks.
const DUMP = mysqlDump(10_000);
// GnuPG stretches a key's passphrase for seconds on a busy machine.
jest.setTimeout(60_000);
/** One way to wrap `dump.sql` into `out`, and what to open it with. */
interface Wrapping {
  format: string;
  make: string;
  secret?: string;
  /** Reason when the end is missing. */
  cut: string;
  formats: string[];
}

const openssl = (flags: string) =>
  `gzip -c dump.sql | openssl enc -aes-256-cbc -salt ${flags} -pass file:pass -out out 2>/dev/null`;

const WRAPPINGS: Wrapping[] = [
  {
    format: 'gzip',
    make: 'gzip -c dump.sql > out',
    cut: 'truncated',
    formats: ['gzip', 'mysqldump'],
  },
  {
    format: 'gzip of several members',
    make: 'head -c 9000 dump.sql | gzip > out; tail -c +9001 dump.sql | gzip >> out',
    cut: 'truncated',
    formats: ['gzip', 'mysqldump'],
  },
  {
    format: 'bzip2',
    make: 'bzip2 -c -1 dump.sql > out',
    cut: 'truncated',
    formats: ['bzip2', 'mysqldump'],
  },
  {
    format: 'xz',
    make: 'xz -c -1 dump.sql > out',
    cut: 'truncated',
    formats: ['xz', 'mysqldump'],
  },
  {
    format: 'zstd',
    make: 'zstd -q -c dump.sql > out',
    cut: 'truncated',
    formats: ['zstd', 'mysqldump'],
  },
  {
    format: 'zstd of several frames',
    make: 'head -c 9000 dump.sql | zstd -q > out; tail -c +9001 dump.sql | zstd -q >> out',
    cut: 'truncated',
    formats: ['zstd', 'mysqldump'],
  },
  {
    format: 'openssl enc as OSCAR uses it',
    make: openssl(''),
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['openssl-enc', 'gzip', 'mysqldump'],
  },
  {
    format: 'openssl enc of old systems',
    make: openssl('-md md5'),
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['openssl-enc', 'gzip', 'mysqldump'],
  },
  {
    format: 'openssl enc with pbkdf2',
    make: openssl('-pbkdf2'),
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['openssl-enc', 'gzip', 'mysqldump'],
  },
  {
    format: 'openssl enc with 100,000 iterations',
    make: openssl('-pbkdf2 -iter 100000'),
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['openssl-enc', 'gzip', 'mysqldump'],
  },
  {
    format: 'openssl enc in base64',
    make: openssl('-a'),
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['base64', 'openssl-enc', 'gzip', 'mysqldump'],
  },
  {
    format: 'openssl enc of bare SQL',
    make: 'openssl enc -aes-256-cbc -pass file:pass -in dump.sql -out out 2>/dev/null',
    secret: 'Our Passphrase',
    cut: 'undecryptable-truncated',
    formats: ['openssl-enc', 'mysqldump'],
  },
  {
    format: 'gpg with a passphrase',
    make: 'gzip -c dump.sql | gpg --homedir gpg --batch --quiet --passphrase-file pass --pinentry-mode loopback -c -o out',
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['gpg', 'gzip', 'mysqldump'],
  },
  {
    format: 'gpg with a passphrase, armored',
    make: 'gpg --homedir gpg --batch --quiet --passphrase-file pass --pinentry-mode loopback -c --armor -o out dump.sql',
    secret: 'Our Passphrase\n',
    cut: 'undecryptable-truncated',
    formats: ['gpg', 'mysqldump'],
  },
  {
    format: 'age with an identity',
    make: 'gzip -c dump.sql | age -r $(age-keygen -y age.key) -o out',
    secret: 'age.key',
    cut: 'undecryptable-truncated',
    formats: ['age', 'gzip', 'mysqldump'],
  },
  {
    format: 'age with an identity, armored',
    make: 'age -a -r $(age-keygen -y age.key) -o out dump.sql',
    secret: 'age.key',
    cut: 'undecryptable-truncated',
    formats: ['age', 'mysqldump'],
  },
];

describe('wrappers', () => {
  let folder: TestFolder;

  beforeAll(async () => {
    folder = await TestFolder.create();
    await folder.write('dump.sql', DUMP);
    await folder.write('pass', 'Our Passphrase\n');
    await folder.sh(
      'mkdir -m 700 gpg; age-keygen -o age.key 2>/dev/null; age-keygen -o other.key 2>/dev/null',
    );
  });
  afterAll(() => folder.remove());

  const secretOf = async ({ secret }: Wrapping) =>
    secret === 'age.key' ? (await folder.read('age.key')).toString() : secret;

  describe.each(WRAPPINGS)('$format', wrapping => {
    let secret: string | undefined;
    beforeAll(async () => {
      await folder.sh(`rm -f out; ${wrapping.make}`);
      secret = await secretOf(wrapping);
    });

    it('opens to the same bytes', async () => {
      const opened = await folder.open('out', secret);
      expect(opened).toMatchObject({
        code: 'ok',
        contents: { out: sha256(DUMP) },
        survey: { leaves: [{ formats: wrapping.formats, bytes: null }] },
      });
    });

    it.each([0.1, 0.5, 0.9])(
      'is found cut short at %d of its length',
      async share => {
        const { length } = await folder.read('out');
        await folder.cut('out', 'cut', Math.floor(length * share));
        expect(await folder.open('cut', secret)).toMatchObject({
          code: wrapping.cut,
        });
      },
    );

    // The line end after an armor carries nothing.
    it.each([2, 5, 16, 100])(
      'is found cut short when the last %d bytes are missing',
      async bytes => {
        await folder.cut('out', 'cut', -bytes);
        expect(await folder.open('cut', secret)).toMatchObject({
          code: wrapping.cut,
        });
      },
    );

    it('is found damaged when one byte in the middle is flipped', async () => {
      await folder.flip('out', 'flipped');
      const { code } = await folder.open('flipped', secret);
      // Bare SQL in CBC has no integrity code: its loader meets the noise.
      const bare = wrapping.formats.join() === 'openssl-enc,mysqldump';
      expect(code).toBe(bare ? 'ok' : 'archive-damaged');
    });
  });

  const encrypted = WRAPPINGS.filter(({ secret }) => secret);
  const oneOfEach = encrypted.filter(
    ({ formats }, index) =>
      encrypted.findIndex(other => other.formats[0] === formats[0]) === index,
  );
  describe.each(oneOfEach)('$format', wrapping => {
    beforeAll(() => folder.sh(`rm -f out; ${wrapping.make}`));

    it('asks for a key by the name of the format', async () => {
      expect(await folder.open('out')).toMatchObject({
        code: 'key-unavailable',
        message: expect.stringMatching(/\((openssl enc|OpenPGP|age)\)/),
      });
    });

    it('tells a wrong key', async () => {
      const other =
        wrapping.secret === 'age.key'
          ? (await folder.read('other.key')).toString()
          : 'Their Passphrase';
      expect(await folder.open('out', other)).toMatchObject({
        code: 'undecryptable-wrong-key',
        message: expect.stringContaining('test-key'),
      });
    });
  });

  describe('gpg with a key pair', () => {
    const gpg =
      'gpg --homedir gpg --batch --quiet --pinentry-mode loopback --trust-model always';
    const readKey = async (name: string) =>
      (await folder.read(name)).toString();

    beforeAll(async () => {
      for (const [who, passphrase] of [
        ['bare', ''],
        ['sealed', 'Key Passphrase'],
        ['stranger', ''],
      ]) {
        await folder.sh(
          `${gpg} --passphrase '${passphrase}' --quick-gen-key ${who}@example.org default default never 2>/dev/null;
           ${gpg} --passphrase '${passphrase}' --armor --export-secret-keys ${who}@example.org > ${who}.asc;
           gzip -c dump.sql | ${gpg} -r ${who}@example.org -e > ${who}`,
        );
      }
      await folder.sh('gpgconf --homedir "$PWD/gpg" --kill all');
    }, 30_000);

    it('opens by a secret key without a passphrase', async () => {
      expect(
        await folder.open('bare', await readKey('bare.asc')),
      ).toMatchObject({ code: 'ok', contents: { bare: sha256(DUMP) } });
    });

    it('opens by a secret key with its passphrase on the line before it', async () => {
      const key = await readKey('sealed.asc');
      expect(
        await folder.open('sealed', `Key Passphrase\n${key}`),
      ).toMatchObject({ code: 'ok', contents: { sealed: sha256(DUMP) } });
    });

    it('tells another’s key, and a passphrase where a key is needed', async () => {
      for (const secret of [await readKey('stranger.asc'), 'Our Passphrase']) {
        expect(await folder.open('bare', secret)).toMatchObject({
          code: 'undecryptable-wrong-key',
        });
      }
    });

    it('is found cut short', async () => {
      await folder.cut('bare', 'cut', 20_000);
      expect(await folder.open('cut', await readKey('bare.asc'))).toMatchObject(
        { code: 'undecryptable-truncated' },
      );
    });

    it('leaves no home and no agent behind', async () => {
      const opened = await folder.open('bare', await readKey('bare.asc'));
      expect(opened.code).toBe('ok');
      await folder.sh('! ls | grep -q ^gpg-');
      await folder.sh(
        `for i in $(seq 50); do ps -eo stat,args | grep -v '^Z' | grep 'gpg-agent --homedir ${folder.directory}/' | grep -vq grep || exit 0; sleep 0.1; done; exit 1`,
      );
    });
  });

  it('ignores bytes after a gzip, and says so', async () => {
    await folder.sh('gzip -c dump.sql > out; echo trailing garbage >> out');
    expect(await folder.open('out')).toMatchObject({
      code: 'ok',
      contents: { out: sha256(DUMP) },
    });
  });

  it('opens a passphrase-encrypted age file', async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase('Our Passphrase');
    encrypter.setScryptWorkFactor(10);
    await folder.write('out', Buffer.from(await encrypter.encrypt(DUMP)));
    expect(await folder.open('out', 'Our Passphrase\n')).toMatchObject({
      code: 'ok',
      contents: { out: sha256(DUMP) },
    });
    expect(await folder.open('out', 'Their Passphrase')).toMatchObject({
      code: 'undecryptable-wrong-key',
    });
  });
});
