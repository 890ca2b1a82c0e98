import { Transform, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter } from 'age-encryption';
import { BackupFault, DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import { connect, peek } from '../PeekedStream';
import { Base64Decoder } from './Base64Decoder';
import { passphrases } from './passphrases';

const ARMOR_BEGIN = '-----BEGIN AGE';
const ARMOR_END = '-----END AGE ENCRYPTED FILE-----';
const IDENTITY = /^AGE-SECRET-KEY-1[A-Z0-9]+$/gm;
/** The line that ends the header, with its authentication code. */
const HEADER_END = /\n--- [^\n]+\n/;
const NONCE = 16;
const CHUNK = 64 * 1024;
const CHUNK_ENCRYPTED = CHUNK + 16;

function decrypterFor(secret: Buffer): Decrypter {
  const decrypter = new Decrypter();
  const identities = secret.toString('latin1').match(IDENTITY) ?? [];
  for (const identity of identities) decrypter.addIdentity(identity);
  if (identities.length === 0) {
    for (const passphrase of passphrases(secret)) {
      decrypter.addPassphrase(passphrase.toString('utf8'));
    }
  }
  return decrypter;
}

/** Counts the encrypted bytes, to tell a cut file from an altered one: age itself reports both alike. */
class Meter extends Transform {
  bytes = 0;
  ended = false;

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: null, chunk: Buffer) => void,
  ) {
    this.bytes += chunk.length;
    done(null, chunk);
  }

  override _flush(done: () => void) {
    this.ended = true;
    done();
  }
}

const truncated = (label: string) =>
  new BackupFault(
    'undecryptable-truncated',
    `${label} is cut short: the last block of its age encryption is missing or not whole.`,
  );
const damaged = (label: string) =>
  new BackupFault(
    'archive-damaged',
    `${label} is damaged: a block of its age encryption does not match its authentication code.`,
  );

function headerFault(error: unknown, label: string, scope: OpenScope): Error {
  const { message } = error as Error;
  if (/work factor/.test(message)) {
    return new DrillFault(
      'format-unsupported',
      `${label} is encrypted by age with a passphrase work factor that is too high to try here.`,
      error,
    );
  }
  return /no identity matched/.test(message)
    ? new BackupFault(
        'undecryptable-wrong-key',
        `${label} cannot be decrypted by age with the key ${scope.options.key?.name}.`,
      )
    : damaged(label);
}

/** Decrypts what age wrote, by passphrase or by an `AGE-SECRET-KEY-1…` identity. */
export async function decryptAge(
  source: Readable,
  label: string,
  scope: OpenScope,
): Promise<Readable> {
  const secret = await scope.secret('age', label);
  const armored = await peek(source, scope);
  const isArmored = armored.head
    .toString('latin1', 0, 256)
    .trimStart()
    .startsWith(ARMOR_BEGIN);
  const binary = isArmored
    ? connect(armored.stream, new Base64Decoder(label, ARMOR_END), scope)
    : armored.stream;
  const { head, stream } = await peek(binary, scope);
  const header = HEADER_END.exec(head.toString('latin1'));
  if (!header) throw truncated(label);
  const payload = header.index + header[0].length + NONCE;
  const meter = connect(stream, new Meter(), scope);
  const web = Readable.toWeb(meter) as ReadableStream<Uint8Array>;
  const plain = await decrypterFor(secret)
    .decrypt(web as globalThis.ReadableStream<Uint8Array>)
    .catch(error => {
      scope.signal.throwIfAborted();
      throw meter.errored ?? headerFault(error, label, scope);
    });
  scope.notes.add(`${label}: decrypted by age`);
  const chunks = decryptedChunks(plain, { meter, payload, label });
  return scope.track(Readable.from(chunks, { objectMode: false }));
}

async function* decryptedChunks(
  plain: globalThis.ReadableStream<Uint8Array>,
  source: { meter: Meter; payload: number; label: string },
): AsyncGenerator<Buffer> {
  const { meter, payload, label } = source;
  let done = 0;
  const reader = plain.getReader();
  try {
    for (
      let next = await reader.read();
      !next.done;
      next = await reader.read()
    ) {
      yield Buffer.from(next.value);
      done += 1;
    }
  } catch (error) {
    if (meter.errored) throw meter.errored;
    const chunkEnd = payload + (done + 1) * CHUNK_ENCRYPTED;
    throw meter.ended && meter.bytes <= chunkEnd
      ? truncated(label)
      : damaged(label);
  } finally {
    reader.cancel().catch(() => undefined);
    meter.destroy();
  }
}
