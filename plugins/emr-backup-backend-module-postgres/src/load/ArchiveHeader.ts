/** What the first bytes of a pg_dump archive tell. */
export interface ArchiveHeader {
  /** Version of the archive format: `1.14` since PostgreSQL 12, `1.15` since 16, `1.16` since 17. */
  format: string;
  serverVersion?: string;
  dumpVersion?: string;
}

/** Enough for the versions, which stand before the list of contents. */
export const ARCHIVE_HEADER_BYTES = 4096;

class Cursor {
  #at = 0;
  constructor(private readonly bytes: Buffer, private readonly intSize = 4) {}

  byte(): number {
    if (this.#at >= this.bytes.length) throw new RangeError('header ends');
    return this.bytes[this.#at++];
  }

  /** A sign byte, then the number with its least byte first. */
  int(): number {
    const negative = this.byte() !== 0;
    let value = 0;
    for (let i = 0; i < this.intSize; i++) value += this.byte() * 256 ** i;
    return negative ? -value : value;
  }

  text(): string {
    const length = this.int();
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.byte());
    return text;
  }
}

/** Reads the header of a custom archive or of the `toc.dat` of the other two. Undefined: no archive. */
export function archiveHeader(bytes: Buffer): ArchiveHeader | undefined {
  if (bytes.toString('latin1', 0, 5) !== 'PGDMP' || bytes.length < 11) {
    return undefined;
  }
  const [major, minor, , intSize] = bytes.subarray(5);
  const header: ArchiveHeader = { format: `${major}.${minor}` };
  const cursor = new Cursor(bytes.subarray(11), intSize);
  try {
    // Compression: one byte for the algorithm since 1.15, a level before.
    if (minor >= 15) cursor.byte();
    else cursor.int();
    for (let field = 0; field < 7; field++) cursor.int();
    cursor.text();
    const versions = [cursor.text(), cursor.text()].map(
      text => /^\d[\w.]*/.exec(text)?.[0],
    );
    return { ...header, serverVersion: versions[0], dumpVersion: versions[1] };
  } catch {
    // A header cut short still tells its format.
    return header;
  }
}
