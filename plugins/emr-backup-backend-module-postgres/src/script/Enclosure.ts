import { BYTE } from './bytes';

/** Text of which nothing but its end means anything to a scanner; it may go on in the next chunk. */
export interface Enclosure {
  /** Reads on; answers with the index behind what was read. */
  skip(bytes: Buffer, start: number): number;
  /** True once the end was read. */
  readonly closed: boolean;
  /** Lines that ended in it so far. */
  readonly lines: number;
}

/** A comment between a slash and a star; such comments nest. */
export class BlockComment implements Enclosure {
  closed = false;
  lines = 0;
  #depth = 1;
  #previous = 0;

  skip(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === BYTE.newline) this.lines += 1;
      if (this.#previous === BYTE.slash && c === BYTE.star) {
        this.#depth += 1;
        this.#previous = 0;
      } else if (this.#previous === BYTE.star && c === BYTE.slash) {
        this.#depth -= 1;
        this.#previous = 0;
        if (this.#depth === 0) {
          this.closed = true;
          return at + 1;
        }
      } else {
        this.#previous = c;
      }
    }
    return bytes.length;
  }
}

/** A string, in which two quotes are one, and a backslash escapes when the string says so. */
export class QuotedText implements Enclosure {
  closed = false;
  lines = 0;
  #isEscaped = false;
  /** The last byte was a quote: the next tells whether it ended the string. */
  #atQuote = false;

  constructor(private readonly escapes: boolean) {}

  skip(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (this.#atQuote) {
        if (c !== BYTE.quote) {
          this.closed = true;
          return at;
        }
        this.#atQuote = false;
        continue;
      }
      if (c === BYTE.newline) this.lines += 1;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (c === BYTE.quote) this.#atQuote = true;
      else if (c === BYTE.backslash && this.escapes) this.#isEscaped = true;
    }
    return bytes.length;
  }
}

/** A name in double quotes. Two of them in a name end it and begin it again, which comes to the same. */
export class QuotedName implements Enclosure {
  closed = false;
  lines = 0;

  skip(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === BYTE.newline) this.lines += 1;
      if (c === BYTE.doubleQuote) {
        this.closed = true;
        return at + 1;
      }
    }
    return bytes.length;
  }
}

/** A string between two tags such as `$body$`. */
export class DollarQuote implements Enclosure {
  closed = false;
  lines = 0;
  #matched = 0;

  constructor(private readonly tag: readonly number[]) {}

  skip(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === BYTE.newline) this.lines += 1;
      if (c === this.tag[this.#matched]) {
        this.#matched += 1;
        if (this.#matched === this.tag.length) {
          this.closed = true;
          return at + 1;
        }
      } else {
        this.#matched = c === BYTE.dollar ? 1 : 0;
      }
    }
    return bytes.length;
  }
}
