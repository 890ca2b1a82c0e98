import { BYTE } from './bytes';

/** What was read of a table's rows. */
export interface RowsRead {
  /** Index behind it. */
  stop: number;
  /** Rows, when there were any. */
  data?: Buffer;
  /** Bytes that may be the beginning of the end mark: they belong before the next chunk. */
  held?: Buffer;
  /** The end mark was read. */
  ended: boolean;
}

/** Reads the rows behind `COPY … FROM stdin;` up to the line that is a backslash and a dot. */
export class CopyRows {
  #lineStart = true;

  read(bytes: Buffer, at: number): RowsRead {
    if (this.#lineStart && bytes[at] === BYTE.backslash) {
      const left = bytes.length - at;
      const carriage = left > 2 && bytes[at + 2] === BYTE.return;
      if (
        left < 2 ||
        (bytes[at + 1] === BYTE.dot && left < (carriage ? 4 : 3))
      ) {
        const held = Buffer.from(bytes.subarray(at));
        return { stop: bytes.length, held, ended: false };
      }
      if (
        bytes[at + 1] === BYTE.dot &&
        bytes[at + (carriage ? 3 : 2)] === BYTE.newline
      ) {
        return { stop: at + (carriage ? 4 : 3), ended: true };
      }
    }
    const next = bytes.indexOf('\n\\.', at, 'latin1');
    let stop = next < 0 ? bytes.length : next + 1;
    // A row border and a backslash at the chunk's end may be half of the end mark.
    if (
      next < 0 &&
      stop - at > 1 &&
      bytes[stop - 1] === BYTE.backslash &&
      bytes[stop - 2] === BYTE.newline
    ) {
      stop -= 1;
    }
    const data = bytes.subarray(at, stop);
    this.#lineStart = data[data.length - 1] === BYTE.newline;
    return { stop, data, ended: false };
  }
}
