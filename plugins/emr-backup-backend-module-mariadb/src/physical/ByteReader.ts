import type { Readable } from 'node:stream';

/** Reads a stream in amounts the caller names. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;
  #read = 0;

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Bytes handed out so far. */
  get position() {
    return this.#read;
  }

  /** Exactly so many bytes; fewer only at the end of the stream. */
  async take(length: number): Promise<Buffer> {
    const parts = [];
    let missing = length;
    while (missing > 0) {
      const part = await this.some(missing);
      if (part.length === 0) break;
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** At least one and at most so many bytes; none at the end of the stream. */
  async some(most: number): Promise<Buffer> {
    while (this.#rest.length === 0 && !this.#ended) {
      const next = await this.#chunks.next();
      if (next.done) this.#ended = true;
      else this.#rest = next.value;
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    this.#read += part.length;
    return part;
  }
}
