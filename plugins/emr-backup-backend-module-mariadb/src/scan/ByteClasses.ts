/** What a byte may start, outside quotes and comments. */
export const PLAIN = 0;
export const QUOTE = 1;
export const BACKSLASH = 2;
export const SLASH = 3;
export const DASH = 4;
export const HASH = 5;
export const DELIMITER = 6;
export const STAR = 7;

export const NEWLINE = 0x0a;
export const BACKSLASH_BYTE = 0x5c;
export const BACKTICK = 0x60;
const SEMICOLON = 0x3b;

const code = (character: string) => character.charCodeAt(0);

const BASE = new Uint8Array(256);
BASE[code("'")] = QUOTE;
BASE[code('"')] = QUOTE;
BASE[BACKTICK] = QUOTE;
BASE[BACKSLASH_BYTE] = BACKSLASH;
BASE[code('/')] = SLASH;
BASE[code('*')] = STAR;
BASE[code('-')] = DASH;
BASE[code('#')] = HASH;

/** What bytes mean under one statement delimiter. */
export class ByteClasses {
  /** Not {@link PLAIN}: look closer. */
  readonly table = Uint8Array.from(BASE);
  readonly #delimiter: Buffer;

  constructor(delimiter: string) {
    this.#delimiter = Buffer.from(delimiter, 'latin1');
    this.table[this.#delimiter[0]] ||= DELIMITER;
  }

  /** Whether statements end in `;`. */
  get usual() {
    return this.#delimiter.length === 1 && this.#delimiter[0] === SEMICOLON;
  }

  get delimiterLength() {
    return this.#delimiter.length;
  }

  /** Whether the delimiter stands here. */
  delimiterAt(buffer: Buffer, at: number): boolean {
    const delimiter = this.#delimiter;
    for (let i = 0; i < delimiter.length; i += 1) {
      if (buffer[at + i] !== delimiter[i]) return false;
    }
    return true;
  }

  /** What the byte starts when it does not start the delimiter. */
  of(byte: number): number {
    return BASE[byte];
  }
}

/** Space, tab, carriage return, newline, form feed, vertical tab. */
export const isSpace = (byte: number) =>
  byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** A letter of the ASCII alphabet. */
export const isLetter = (byte: number) => {
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x5a;
};

/** How many newlines a range holds. */
export function countNewlines(buffer: Buffer, from: number, to: number) {
  let lines = 0;
  for (
    let at = buffer.indexOf(NEWLINE, from);
    at !== -1 && at < to;
    at = buffer.indexOf(NEWLINE, at + 1)
  ) {
    lines += 1;
  }
  return lines;
}

/** A range as text, one character a byte. */
export const latin1 = (buffer: Buffer, from: number, to: number) =>
  buffer.toString('latin1', from, to);
