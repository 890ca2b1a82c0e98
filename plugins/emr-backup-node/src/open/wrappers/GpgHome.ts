import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { DrillFault } from '../../contracts';
import { ProgramFilter, type FilterProgram } from '../ProgramFilter';

const ARMORED_KEY = '-----BEGIN PGP PRIVATE KEY BLOCK-----';
/** First byte of a binary secret key packet, in the old and the new format. */
const KEY_PACKETS = new Set([0x94, 0x95, 0x96, 0xc5]);
// A Unix socket's path may have 108 bytes; the agent's longest name takes 20.
const MAX_HOME_PATH = 80;

/** What a secret means to GnuPG. */
interface GpgSecret {
  passphrase: Buffer;
  /** Secret key to import. */
  key?: Buffer;
}

function readSecret(secret: Buffer): GpgSecret {
  const armor = secret.indexOf(ARMORED_KEY);
  if (armor >= 0) {
    // A protected key's passphrase may stand on the lines before the key.
    const before = secret.toString('latin1', 0, armor).trim();
    return {
      passphrase: Buffer.from(before, 'latin1'),
      key: secret.subarray(armor),
    };
  }
  if (secret.length > 100 && KEY_PACKETS.has(secret[0])) {
    return { passphrase: Buffer.alloc(0), key: secret };
  }
  const passphrase = secret.toString('latin1').split(/\r?\n/, 1)[0];
  return { passphrase: Buffer.from(passphrase, 'latin1') };
}

const unusableKey = () =>
  new DrillFault(
    'key-unavailable',
    'The secret key given to open the backup could not be imported by gpg.',
  );

async function run(program: FilterProgram, input: Buffer): Promise<void> {
  const filter = new ProgramFilter(program);
  filter.end(input);
  await finished(filter.resume());
}

/** A GnuPG home of one decryption: its own keyring, its own agent, gone afterwards. */
export class GpgHome {
  private constructor(
    private readonly directory: string,
    readonly passphrase: Buffer,
  ) {}

  static async create(
    workDir: string,
    secret: Buffer,
    signal: AbortSignal,
  ): Promise<GpgHome> {
    const { passphrase, key } = readSecret(secret);
    const parent = workDir.length > MAX_HOME_PATH ? tmpdir() : workDir;
    // mkdtemp makes it 0700.
    const directory = await mkdtemp(path.join(parent, 'gpg-'));
    const home = new GpgHome(directory, passphrase);
    try {
      if (key) await home.#import(key, signal);
    } catch (error) {
      await home.remove();
      throw error;
    }
    return home;
  }

  get args(): string[] {
    return [
      '--homedir',
      this.directory,
      '--batch',
      '--no-tty',
      '--quiet',
      '--no-options',
      '--pinentry-mode',
      'loopback',
      '--status-fd',
      '2',
    ];
  }

  async remove(): Promise<void> {
    await run(
      {
        program: 'gpgconf',
        debianPackage: 'gnupg',
        args: ['--homedir', this.directory, '--kill', 'all'],
        // Without an agent there is nothing to end.
        judge: () => null,
      },
      Buffer.alloc(0),
    );
    await rm(this.directory, { recursive: true, force: true });
  }

  async #import(key: Buffer, signal: AbortSignal) {
    await run(
      {
        program: 'gpg',
        debianPackage: 'gnupg',
        args: [...this.args, '--passphrase-fd', '3', '--import'],
        pipes: [this.passphrase],
        judge: ({ messages }) =>
          /IMPORT_OK/.test(messages) ? null : unusableKey(),
      },
      key,
    );
    signal.throwIfAborted();
  }
}
