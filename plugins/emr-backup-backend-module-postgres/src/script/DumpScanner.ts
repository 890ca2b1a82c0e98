import { BackupFault } from '@emr-backup/plugin-emr-backup-node';
import { isCopyFromStdin } from './statementHead';

/** One piece of an SQL script, in the order it was written. */
export type ScriptEvent =
  | { type: 'statement'; sql: Buffer; line: number }
  | { type: 'rows'; data: Buffer }
  | { type: 'rows-end'; line: number }
  /** `inside` a statement: nothing after it can be told apart any more. */
  | { type: 'command'; text: string; line: number; inside: boolean }
  /** `COPY … FROM stdin;` with something behind it on its line. */
  | { type: 'garbled'; line: number }
  | { type: 'comment'; text: string; line: number };

/** PostgreSQL accepts no message of a gigabyte or more. */
const MAX_STATEMENT_BYTES = 1024 * 1024 * 1024 - 64;
/** Enough of a comment or a client command to recognise it. */
const MAX_LINE_CHARS = 4096;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const DOUBLE_QUOTE = 0x22;
const DOLLAR = 0x24;
const QUOTE = 0x27;
const OPEN = 0x28;
const CLOSE = 0x29;
const STAR = 0x2a;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;

type State =
  | 'text'
  | 'dash'
  | 'line-comment'
  | 'slash'
  | 'block-comment'
  | 'quote'
  | 'quote-end'
  | 'identifier'
  | 'dollar-tag'
  | 'dollar'
  | 'command'
  | 'copy-eol'
  | 'copy'
  | 'lost';

function isIdentStart(c: number): boolean {
  return (
    (c >= 0x61 && c <= 0x7a) ||
    (c >= 0x41 && c <= 0x5a) ||
    c === 0x5f ||
    c >= 0x80
  );
}

function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

function isSpace(c: number): boolean {
  return c === 0x20 || (c >= 0x09 && c <= 0x0d);
}

/**
 * Cuts a `psql` script into statements, COPY rows, client commands and
 * comments, byte by byte, so that a quote, a dollar quote or a row that looks
 * like a command is never taken for one, and a chunk may end anywhere.
 *
 * It decides only where a statement ends; what the statement does is for the
 * server. A mistake here is a syntax error there, never a command run, because
 * no client program ever reads the script.
 *
 * Not handled: client encodings in which a backslash is the second byte of a
 * character (SJIS, BIG5, GBK) inside `E''` strings.
 */
export class DumpScanner {
  #state: State = 'text';
  #line = 1;
  /** Line on which the current statement began. */
  #startLine = 1;
  #parts: Buffer[] = [];
  #partBytes = 0;
  /** Index in the current chunk where the current statement goes on; -1: outside a statement. */
  #from = -1;
  #note = '';
  #noteLine = 1;
  #depth = 0;
  #atomicDepth = 0;
  #words: string[] = [];
  #word = '';
  #inIdent = false;
  #escapes = false;
  #standardStrings = true;
  #commentDepth = 0;
  #previous = 0;
  #tag: number[] = [];
  #matched = 0;
  #lineStart = true;
  #held: Buffer | undefined;

  /** Lines seen so far. */
  get line(): number {
    return this.#line;
  }

  /** What this chunk completes. */
  feed(chunk: Buffer): ScriptEvent[] {
    const events: ScriptEvent[] = [];
    const bytes = this.#held ? Buffer.concat([this.#held, chunk]) : chunk;
    this.#held = undefined;
    if (this.#from >= 0) this.#from = 0;
    let at = 0;
    while (at < bytes.length) {
      at =
        this.#state === 'copy'
          ? this.#rows(bytes, at, events)
          : this.#step(bytes, at, events);
    }
    if (this.#from >= 0) this.#keep(bytes.subarray(this.#from));
    return events;
  }

  /** Call after the last chunk. A script that ends inside a statement or inside rows was cut off. */
  end(): ScriptEvent[] {
    const events: ScriptEvent[] = [];
    if (this.#state === 'copy' && this.#held?.toString('latin1') === '\\.') {
      this.#state = 'text';
      events.push({ type: 'rows-end', line: this.#line });
    } else if (this.#state === 'copy' || this.#state === 'copy-eol') {
      throw new BackupFault(
        'truncated',
        `The dump ends at line ${
          this.#line
        }, in the middle of a table's rows. It was cut off; take the backup again.`,
      );
    } else if (
      this.#from >= 0 ||
      (this.#state !== 'text' &&
        this.#state !== 'line-comment' &&
        this.#state !== 'command' &&
        this.#state !== 'lost')
    ) {
      throw new BackupFault(
        'truncated',
        `The dump ends inside the statement that starts at line ${
          this.#startLine
        }. It was cut off; take the backup again.`,
      );
    } else {
      this.#flushNote(events);
    }
    return events;
  }

  #keep(part: Buffer): void {
    this.#parts.push(part);
    this.#partBytes += part.length;
    if (this.#partBytes > MAX_STATEMENT_BYTES) {
      throw new BackupFault(
        'load-error',
        `The statement that starts at line ${
          this.#startLine
        } is longer than PostgreSQL accepts; the dump is damaged there.`,
      );
    }
  }

  #begin(at: number): void {
    if (this.#from < 0) {
      this.#from = at;
      this.#startLine = this.#line;
    }
  }

  /** A statement that began with one byte which turned out to be no comment. */
  #beginWith(byte: number): void {
    if (this.#from < 0) {
      this.#startLine = this.#line;
      this.#from = 0;
      this.#keep(Buffer.from([byte]));
    }
  }

  #endWord(): void {
    if (!this.#inIdent) return;
    this.#inIdent = false;
    const word = this.#word.toLowerCase();
    if (this.#words.length < 4) this.#words.push(word);
    if (this.#depth > 0 || this.#words[0] !== 'create') return;
    const [, second, third, fourth] = this.#words;
    const kind = second === 'or' && third === 'replace' ? fourth : second;
    if (kind !== 'function' && kind !== 'procedure') return;
    if (word === 'begin') this.#atomicDepth += 1;
    else if (this.#atomicDepth > 0 && word === 'case') this.#atomicDepth += 1;
    else if (this.#atomicDepth > 0 && word === 'end') this.#atomicDepth -= 1;
  }

  #step(bytes: Buffer, at: number, events: ScriptEvent[]): number {
    switch (this.#state) {
      case 'text':
        return this.#text(bytes, at, events);
      case 'dash':
        if (bytes[at] === DASH) {
          this.#state = 'line-comment';
          this.#noteLine = this.#line;
          this.#note = '--';
          return at + 1;
        }
        this.#state = 'text';
        if (this.#from < 0) {
          this.#beginWith(DASH);
          this.#from = at;
        }
        return at;
      case 'slash':
        if (bytes[at] === STAR) {
          this.#state = 'block-comment';
          this.#commentDepth = 1;
          this.#previous = 0;
          if (this.#from < 0) this.#startLine = this.#line;
          return at + 1;
        }
        this.#state = 'text';
        if (this.#from < 0) {
          this.#beginWith(SLASH);
          this.#from = at;
        }
        return at;
      case 'line-comment':
      case 'command':
        return this.#toLineEnd(bytes, at, events);
      case 'block-comment':
        return this.#blockComment(bytes, at);
      case 'quote':
        return this.#quote(bytes, at);
      case 'quote-end':
        if (bytes[at] === QUOTE) {
          this.#state = 'quote';
          return at + 1;
        }
        this.#state = 'text';
        return at;
      case 'identifier':
        return this.#quotedIdentifier(bytes, at);
      case 'dollar-tag':
        return this.#dollarTag(bytes, at);
      case 'dollar':
        return this.#dollar(bytes, at);
      case 'lost':
        return bytes.length;
      default:
        return this.#copyEol(bytes, at, events);
    }
  }

  #text(bytes: Buffer, start: number, events: ScriptEvent[]): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (isIdentStart(c) || (this.#inIdent && (isDigit(c) || c === DOLLAR))) {
        this.#begin(at);
        if (!this.#inIdent) {
          this.#inIdent = true;
          this.#word = '';
        }
        if (this.#word.length < 32) this.#word += String.fromCharCode(c);
        continue;
      }
      const prefix = this.#inIdent ? this.#word : '';
      this.#endWord();
      if (c === NEWLINE) this.#line += 1;
      if (isSpace(c)) continue;
      switch (c) {
        case DASH:
          this.#state = 'dash';
          return at + 1;
        case SLASH:
          this.#state = 'slash';
          return at + 1;
        case QUOTE:
          this.#begin(at);
          this.#state = 'quote';
          this.#escapes =
            prefix === 'E' || prefix === 'e' || !this.#standardStrings;
          return at + 1;
        case DOUBLE_QUOTE:
          this.#begin(at);
          this.#state = 'identifier';
          return at + 1;
        case DOLLAR:
          this.#begin(at);
          this.#state = 'dollar-tag';
          this.#tag = [DOLLAR];
          return at + 1;
        case BACKSLASH:
          return this.#beginCommand(at);
        case SEMICOLON:
          if (this.#depth === 0 && this.#atomicDepth === 0) {
            this.#finish(bytes, at, events);
            return at + 1;
          }
          break;
        case OPEN:
          this.#begin(at);
          this.#depth += 1;
          break;
        case CLOSE:
          this.#begin(at);
          if (this.#depth > 0) this.#depth -= 1;
          break;
        default:
          this.#begin(at);
      }
    }
    return bytes.length;
  }

  #beginCommand(at: number): number {
    this.#state = 'command';
    this.#noteLine = this.#line;
    this.#note = '';
    return at + 1;
  }

  #finish(bytes: Buffer, at: number, events: ScriptEvent[]): void {
    if (this.#from >= 0) {
      this.#keep(bytes.subarray(this.#from, at + 1));
      const sql =
        this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
      events.push({ type: 'statement', sql, line: this.#startLine });
      if (this.#words[0] === 'copy' && isCopyFromStdin(sql)) {
        this.#state = 'copy-eol';
      }
      if (
        this.#words[0] === 'set' &&
        this.#words[1] === 'standard_conforming_strings'
      ) {
        this.#standardStrings = !/\b(off|false|no|0)\b/i.test(
          sql.toString('latin1'),
        );
      }
    }
    this.#from = -1;
    this.#parts = [];
    this.#partBytes = 0;
    this.#words = [];
  }

  #toLineEnd(bytes: Buffer, at: number, events: ScriptEvent[]): number {
    const end = bytes.indexOf(NEWLINE, at);
    const stop = end < 0 ? bytes.length : end;
    if (this.#note.length < MAX_LINE_CHARS) {
      this.#note += bytes
        .subarray(at, Math.min(stop, at + MAX_LINE_CHARS))
        .toString('latin1');
    }
    if (end < 0) return stop;
    this.#flushNote(events);
    if (this.#state !== 'lost') this.#state = 'text';
    this.#line += 1;
    return end + 1;
  }

  #flushNote(events: ScriptEvent[]): void {
    const text = this.#note.trimEnd();
    const inside = this.#from >= 0;
    const line = this.#noteLine;
    if (this.#state === 'command') {
      events.push({ type: 'command', text, line, inside });
      if (inside) this.#lose();
    } else if (this.#state === 'line-comment' && text && !inside) {
      events.push({ type: 'comment', text, line });
    }
    this.#note = '';
  }

  /** Gives up: the reader of these events is about to refuse the dump. */
  #lose(): void {
    this.#state = 'lost';
    this.#from = -1;
    this.#parts = [];
  }

  #blockComment(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === NEWLINE) this.#line += 1;
      if (this.#previous === SLASH && c === STAR) {
        this.#commentDepth += 1;
        this.#previous = 0;
      } else if (this.#previous === STAR && c === SLASH) {
        this.#commentDepth -= 1;
        this.#previous = 0;
        if (this.#commentDepth === 0) {
          this.#state = 'text';
          return at + 1;
        }
      } else {
        this.#previous = c;
      }
    }
    return bytes.length;
  }

  #quote(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === NEWLINE) this.#line += 1;
      if (this.#previous === BACKSLASH) {
        this.#previous = 0;
      } else if (c === QUOTE) {
        this.#state = 'quote-end';
        return at + 1;
      } else if (c === BACKSLASH && this.#escapes) {
        this.#previous = BACKSLASH;
      }
    }
    return bytes.length;
  }

  #quotedIdentifier(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === NEWLINE) this.#line += 1;
      if (c === DOUBLE_QUOTE) {
        this.#state = 'text';
        return at + 1;
      }
    }
    return bytes.length;
  }

  #dollarTag(bytes: Buffer, at: number): number {
    const c = bytes[at];
    if (c === DOLLAR) {
      this.#tag.push(DOLLAR);
      this.#matched = 0;
      this.#state = 'dollar';
      return at + 1;
    }
    if (isIdentStart(c) || (this.#tag.length > 1 && isDigit(c))) {
      this.#tag.push(c);
      return at + 1;
    }
    this.#state = 'text';
    return at;
  }

  #dollar(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (c === NEWLINE) this.#line += 1;
      if (c === this.#tag[this.#matched]) {
        this.#matched += 1;
        if (this.#matched === this.#tag.length) {
          this.#state = 'text';
          return at + 1;
        }
      } else {
        this.#matched = c === DOLLAR ? 1 : 0;
      }
    }
    return bytes.length;
  }

  #copyEol(bytes: Buffer, at: number, events: ScriptEvent[]): number {
    const c = bytes[at];
    if (c === NEWLINE) {
      this.#line += 1;
      this.#state = 'copy';
      this.#lineStart = true;
    } else if (!isSpace(c)) {
      events.push({ type: 'garbled', line: this.#line });
      this.#lose();
    }
    return at + 1;
  }

  #rows(bytes: Buffer, at: number, events: ScriptEvent[]): number {
    if (this.#lineStart && bytes[at] === BACKSLASH) {
      const left = bytes.length - at;
      const carriage = left > 2 && bytes[at + 2] === RETURN;
      if (left < 2 || (bytes[at + 1] === DOT && left < (carriage ? 4 : 3))) {
        this.#held = Buffer.from(bytes.subarray(at));
        return bytes.length;
      }
      if (bytes[at + 1] === DOT && bytes[at + (carriage ? 3 : 2)] === NEWLINE) {
        events.push({ type: 'rows-end', line: this.#line });
        this.#line += 1;
        this.#state = 'text';
        return at + (carriage ? 4 : 3);
      }
    }
    const next = bytes.indexOf('\n\\.', at, 'latin1');
    let stop = next < 0 ? bytes.length : next + 1;
    // A row border and a backslash at the chunk's end may be half of the end mark.
    if (
      next < 0 &&
      stop - at > 1 &&
      bytes[stop - 1] === BACKSLASH &&
      bytes[stop - 2] === NEWLINE
    ) {
      stop -= 1;
    }
    const data = bytes.subarray(at, stop);
    this.#line += countLines(data);
    this.#lineStart = data[data.length - 1] === NEWLINE;
    events.push({ type: 'rows', data });
    return stop;
  }
}

function countLines(data: Buffer): number {
  let lines = 0;
  for (let at = data.indexOf(NEWLINE); at >= 0; ) {
    lines += 1;
    at = data.indexOf(NEWLINE, at + 1);
  }
  return lines;
}
