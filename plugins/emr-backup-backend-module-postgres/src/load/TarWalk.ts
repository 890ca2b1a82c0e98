const BLOCK = 512;

/** A tar header's size field: octal, or base 256 from 8 GiB on. */
function sizeOf(header: Buffer): number {
  const field = header.subarray(124, 136);
  if (field[0] >= 0x80) {
    return field
      .subarray(1)
      .reduce((total, byte) => total * 256 + byte, field[0] & 0x7f);
  }
  return parseInt(field.toString('latin1').replace(/[^0-7]/g, '') || '0', 8);
}

/**
 * Walks a tar stream from header to header to know whether its end is there.
 * `pg_restore` waits for ever for the rest of a tar archive that was cut off,
 * so somebody else has to notice.
 */
export class TarWalk {
  #header = Buffer.alloc(0);
  #skip = 0;
  #complete = false;

  feed(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.#complete) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, chunk.length - at);
        this.#skip -= step;
        at += step;
        continue;
      }
      const part = chunk.subarray(at, at + BLOCK - this.#header.length);
      this.#header = Buffer.concat([this.#header, part]);
      at += part.length;
      if (this.#header.length === BLOCK) this.#member();
    }
  }

  #member(): void {
    if (this.#header.every(byte => byte === 0)) this.#complete = true;
    else this.#skip = Math.ceil(sizeOf(this.#header) / BLOCK) * BLOCK;
    this.#header = Buffer.alloc(0);
  }

  /** True once the block of zeros that ends an archive was seen. */
  get complete(): boolean {
    return this.#complete;
  }
}
