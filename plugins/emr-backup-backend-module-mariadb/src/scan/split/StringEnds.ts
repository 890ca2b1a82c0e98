import { BACKSLASH_BYTE } from '../ByteClasses';

const QUOTE = 0x27;
/** Short strings are walked: a search of the system's costs as much as so many steps. */
const SEARCH_AFTER = 24;

/** Escapes that an SQL string and LOAD DATA read differently: `\%`, `\_` and `\N`. */
const PECULIAR = new Uint8Array(256);
for (const letter of '%_N') PECULIAR[letter.charCodeAt(0)] = 1;

/** Whether the byte behind a backslash makes an escape that LOAD DATA reads otherwise. */
export const isPeculiarEscape = (byte: number) => PECULIAR[byte] === 1;

/**
 * Finds where strings in single quotes end. It is asked from front to back of
 * one chunk after the other, and looks at no byte of a long string twice.
 */
export class StringEnds {
  #buffer: Buffer | undefined;
  /** The first backslash from the place last asked about. */
  #backslash = -1;

  /** Behind the closing quote of the string whose content starts here; 0 when it is peculiar or not all here. */
  find(buffer: Buffer, start: number, limit: number): number {
    const stop = Math.min(limit, start + SEARCH_AFTER);
    let at = start;
    while (at < stop) {
      const byte = buffer[at];
      if (byte === QUOTE) return buffer[at + 1] === QUOTE ? 0 : at + 1;
      if (byte === BACKSLASH_BYTE) {
        if (PECULIAR[buffer[at + 1]] === 1) return 0;
        at += 2;
      } else {
        at += 1;
      }
    }
    return at < limit ? this.#search(buffer, at, limit) : 0;
  }

  #search(buffer: Buffer, start: number, limit: number): number {
    let at = start;
    let quote = buffer.indexOf(QUOTE, at);
    while (quote >= 0 && quote < limit) {
      const backslash = this.#nextBackslash(buffer, at);
      if (backslash > quote) return buffer[quote + 1] === QUOTE ? 0 : quote + 1;
      if (PECULIAR[buffer[backslash + 1]] === 1) return 0;
      at = backslash + 2;
      if (at > quote) quote = buffer.indexOf(QUOTE, at);
    }
    return 0;
  }

  #nextBackslash(buffer: Buffer, at: number): number {
    if (this.#buffer !== buffer) {
      this.#buffer = buffer;
      this.#backslash = -1;
    }
    if (this.#backslash < at) {
      const found = buffer.indexOf(BACKSLASH_BYTE, at);
      this.#backslash = found < 0 ? Infinity : found;
    }
    return this.#backslash;
  }
}
