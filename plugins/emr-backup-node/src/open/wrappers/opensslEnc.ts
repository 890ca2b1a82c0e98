import { createDecipheriv } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { constants, inflateRawSync } from 'node:zlib';
import { BackupFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import { connect, peek } from '../PeekedStream';
import { identify } from '../magic';
import { isText } from '../sqlText';
import {
  decryptHead,
  deriveOpensslKey,
  opensslDerivations,
  type OpensslKey,
} from './opensslDerivation';
import { passphrases } from './passphrases';

const BLOCK = 16;
/** `Salted__` and eight bytes of salt. */
const HEADER = 16;

/** The start of a gzip member really inflates: three magic bytes alone are met by chance once in 2^27 tries per file. */
function inflates(head: Buffer): boolean {
  const flags = head[3];
  // Optional header fields make the offset variable; the magic must do then.
  if (flags !== 0) return true;
  try {
    inflateRawSync(head.subarray(10), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 64 * 1024 * 1024,
    });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
  }
}

/**
 * Which format shows that the head was decrypted by the right key; null when it
 * is noise. A wrong key leaves valid padding about 4 times in 1,000, so padding
 * proves nothing.
 */
function innerFormat(plain: Buffer, complete: boolean): string | null {
  const padding = plain.at(-1) ?? 0;
  if (complete && plain.length === BLOCK && plain.every(b => b === BLOCK)) {
    return 'empty content';
  }
  const isPadded =
    complete &&
    padding >= 1 &&
    padding <= BLOCK &&
    plain.subarray(-padding).every(b => b === padding);
  const head = isPadded ? plain.subarray(0, -padding) : plain;
  const found = identify(head);
  if (found.role === 'archive') return found.format;
  if (found.role === 'dump') return found.kind;
  if (found.role === 'wrapper' && found.format === 'gzip') {
    return inflates(head) ? 'gzip' : null;
  }
  // A bare OpenPGP packet header is two bytes: too little to prove a key.
  if (found.role === 'wrapper' && (found.format !== 'gpg' || isText(head))) {
    return found.format;
  }
  // A few bytes of noise look like text often enough; whole content of the right key ends in its padding too.
  if (head.length <= 8 || (complete && !isPadded)) return null;
  if (found.role === 'blank') return 'blank content';
  return isText(head) ? 'text' : null;
}

async function findKey(
  head: Buffer,
  complete: boolean,
  secrets: readonly Buffer[],
): Promise<{ key: OpensslKey; inner: string } | null> {
  const salt = head.subarray(8, HEADER);
  const body = head.subarray(HEADER);
  for (const derivation of opensslDerivations()) {
    for (const secret of secrets) {
      const key = await deriveOpensslKey(derivation, secret, salt);
      const inner = innerFormat(
        decryptHead(key, body),
        complete && body.length % BLOCK === 0,
      );
      if (inner) return { key, inner };
    }
  }
  return null;
}

const truncated = (label: string) =>
  new BackupFault(
    'undecryptable-truncated',
    `${label} is cut short: the key fits and the beginning can be read, but the last encrypted block is missing.`,
  );

class Decipher extends Transform {
  readonly #decipher;
  readonly #label: string;
  #skip = HEADER;

  constructor({ cipher, key, iv }: OpensslKey, label: string) {
    super();
    this.#label = label;
    this.#decipher = createDecipheriv(cipher, key, iv);
  }

  override _transform(chunk: Buffer, _encoding: string, done: () => void) {
    const body = chunk.subarray(Math.min(this.#skip, chunk.length));
    this.#skip -= chunk.length - body.length;
    if (body.length) this.push(this.#decipher.update(body));
    done();
  }

  override _flush(done: (error?: Error) => void) {
    try {
      this.push(this.#decipher.final());
      done();
    } catch {
      done(truncated(this.#label));
    }
  }
}

/**
 * Decrypts what `openssl enc` wrote. The file does not say how its key was made
 * from the passphrase, so every known way is tried and confirmed by the format found inside.
 */
export async function decryptOpensslEnc(
  source: Readable,
  label: string,
  scope: OpenScope,
): Promise<Readable> {
  const secret = await scope.secret('openssl enc', label);
  const { head, ended, stream } = await peek(source, scope);
  if (head.length < HEADER + BLOCK) {
    throw new BackupFault(
      'undecryptable-truncated',
      `${label} is cut short: it ends before the first encrypted block.`,
    );
  }
  const found = await findKey(head, ended, passphrases(secret));
  if (!found) {
    throw new BackupFault(
      'undecryptable-wrong-key',
      `${label} cannot be decrypted with the key ${scope.options.key?.name}: no known derivation gives a readable format.`,
    );
  }
  const { cipher, digest, iterations } = found.key;
  const how = iterations
    ? `pbkdf2 ${digest} with ${iterations} iterations`
    : `${digest} digest`;
  scope.notes.add(
    `${label}: openssl enc ${cipher}, ${how}, confirmed by inner ${found.inner}`,
  );
  const derivation = iterations ? `-pbkdf2 -iter ${iterations} ` : '';
  scope.commands.add(
    `openssl enc -d -${cipher} ${derivation}-md ${digest} -pass file:KEYFILE`,
  );
  return connect(stream, new Decipher(found.key, label), scope);
}
