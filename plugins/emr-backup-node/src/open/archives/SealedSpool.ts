import { createDecipheriv, createCipheriv, randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { OpenScope } from '../OpenScope';

const CIPHER = 'aes-256-ctr';
const BLOCK = 16;
/** A multiple of the block size. */
const READ_BYTES = 64 * 1024;

/** The counter block at a position that is a multiple of the block size. */
function counterAt(start: Buffer, position: number): Buffer {
  const counter =
    (BigInt(`0x${start.toString('hex')}`) + BigInt(position / BLOCK)) %
    2n ** 128n;
  return Buffer.from(counter.toString(16).padStart(BLOCK * 2, '0'), 'hex');
}

/**
 * A stream that had to be put aside, because its format can only be read from
 * its end. On disk it is encrypted by a key that exists in this process alone,
 * in a file that has no name any more: nothing readable is left, whatever happens.
 */
export class SealedSpool extends RandomAccessReader {
  readonly #key = randomBytes(32);
  readonly #start = randomBytes(BLOCK);
  readonly #file: FileHandle;
  readonly #scope: OpenScope;
  #size = 0;

  private constructor(file: FileHandle, scope: OpenScope) {
    super();
    this.#file = file;
    this.#scope = scope;
  }

  static async create(source: Readable, scope: OpenScope) {
    const name = path.join(
      scope.options.workDir,
      `spool-${randomBytes(8).toString('hex')}`,
    );
    const file = await open(name, 'wx+', 0o600);
    scope.defer(() => file.close());
    await rm(name);
    const spool = new SealedSpool(file, scope);
    await spool.#fill(source);
    return spool;
  }

  get size() {
    return this.#size;
  }

  /** The bytes from one position up to another, in the clear. */
  override _readStreamForRange(start: number, end: number): Readable {
    return this.#scope.track(
      Readable.from(this.#unseal(start, end), { objectMode: false }),
    );
  }

  async *#unseal(start: number, end: number): AsyncGenerator<Buffer> {
    let position = start - (start % BLOCK);
    const counter = counterAt(this.#start, position);
    const decipher = createDecipheriv(CIPHER, this.#key, counter);
    while (position < end) {
      const { bytesRead, buffer } = await this.#file.read({
        buffer: Buffer.alloc(READ_BYTES),
        position,
      });
      if (bytesRead === 0) return;
      const plain = decipher.update(buffer.subarray(0, bytesRead));
      yield plain.subarray(Math.max(start - position, 0), end - position);
      position += bytesRead;
    }
  }

  async #fill(source: Readable) {
    const cipher = createCipheriv(CIPHER, this.#key, this.#start);
    for await (const chunk of source as AsyncIterable<Buffer>) {
      await this.#file.writeFile(cipher.update(chunk));
      this.#size += chunk.length;
    }
  }
}
