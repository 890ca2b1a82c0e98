import { crc32 } from 'node:zlib';

const FIXED_BYTES = 10;
const DEFLATE = 8;

/** Bits of the flags: what follows the fixed part. */
const CHECKED = 0x02;
const EXTRA = 0x04;
const NAME = 0x08;
const COMMENT = 0x10;
const RESERVED = 0xe0;

/** How reading a header goes on: more bytes, whole, or none that gzip writes. */
export type HeaderState = 'open' | 'done' | 'damaged';

/** Reads the header of one member of a gzip, byte by byte and keeping none of its names. */
export class GzipHeader {
  readonly #bytes = this.#read();
  #state: HeaderState = 'open';
  #crc = 0;

  constructor() {
    this.#bytes.next();
  }

  get state(): HeaderState {
    return this.#state;
  }

  /** Reads on; how many bytes of the chunk belong to the header. */
  push(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && this.#state === 'open') {
      const { value } = this.#bytes.next(chunk[at]);
      if (value) this.#state = value;
      at += 1;
    }
    return at;
  }

  *#read(): Generator<HeaderState | undefined, HeaderState, number> {
    const fixed: number[] = [];
    while (fixed.length < FIXED_BYTES) fixed.push(yield* this.#byte());
    const [first, second, method, flags] = fixed;
    if (first !== 0x1f || second !== 0x8b || method !== DEFLATE) {
      return 'damaged';
    }
    if (flags & RESERVED) return 'damaged';
    if (flags & EXTRA) {
      let rest = yield* this.#short();
      for (; rest > 0; rest -= 1) yield* this.#byte();
    }
    for (const text of [NAME, COMMENT]) {
      if (flags & text) while ((yield* this.#byte()) !== 0);
    }
    if (flags & CHECKED) {
      const expected = this.#crc & 0xffff;
      if ((yield* this.#short()) !== expected) return 'damaged';
    }
    return 'done';
  }

  *#byte(): Generator<undefined, number, number> {
    const byte = yield undefined;
    this.#crc = crc32(Buffer.of(byte), this.#crc);
    return byte;
  }

  *#short(): Generator<undefined, number, number> {
    const low = yield* this.#byte();
    return low + 256 * (yield* this.#byte());
  }
}
