import { BackupFault } from '@emr-backup/plugin-emr-backup-node';
import { BYTE, countLines, isDigit, isIdentStart, isSpace } from './bytes';
import { CopyRows } from './CopyRows';
import {
  BlockComment,
  DollarQuote,
  QuotedName,
  QuotedText,
  type Enclosure,
} from './Enclosure';
import type { ScriptEvent } from './ScriptEvent';
import { isCopyFromStdin } from './statementHead';

/** PostgreSQL accepts no message of a gigabyte or more. */
const MAX_STATEMENT_BYTES = 1024 * 1024 * 1024 - 64;
/** Enough of a comment or a client command to recognise it. */
const MAX_LINE_CHARS = 4096;

type State =
  | 'text'
  | 'dash'
  | 'line-comment'
  | 'slash'
  | 'enclosed'
  | 'dollar-tag'
  | 'command'
  | 'copy-eol'
  | 'copy'
  | 'lost';

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
  #standardStrings = true;
  #enclosure: Enclosure = new QuotedName();
  #tag: number[] = [];
  #copy = new CopyRows();
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
        if (bytes[at] === BYTE.dash) {
          this.#state = 'line-comment';
          this.#noteLine = this.#line;
          this.#note = '--';
          return at + 1;
        }
        this.#state = 'text';
        if (this.#from < 0) {
          this.#beginWith(BYTE.dash);
          this.#from = at;
        }
        return at;
      case 'slash':
        if (bytes[at] === BYTE.star) {
          if (this.#from < 0) this.#startLine = this.#line;
          this.#enclose(new BlockComment());
          return at + 1;
        }
        this.#state = 'text';
        if (this.#from < 0) {
          this.#beginWith(BYTE.slash);
          this.#from = at;
        }
        return at;
      case 'line-comment':
      case 'command':
        return this.#toLineEnd(bytes, at, events);
      case 'enclosed':
        return this.#enclosed(bytes, at);
      case 'dollar-tag':
        return this.#dollarTag(bytes, at);
      case 'lost':
        return bytes.length;
      default:
        return this.#copyEol(bytes, at, events);
    }
  }

  #text(bytes: Buffer, start: number, events: ScriptEvent[]): number {
    for (let at = start; at < bytes.length; at++) {
      const c = bytes[at];
      if (
        isIdentStart(c) ||
        (this.#inIdent && (isDigit(c) || c === BYTE.dollar))
      ) {
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
      if (c === BYTE.newline) this.#line += 1;
      if (isSpace(c)) continue;
      switch (c) {
        case BYTE.dash:
          this.#state = 'dash';
          return at + 1;
        case BYTE.slash:
          this.#state = 'slash';
          return at + 1;
        case BYTE.quote:
          this.#begin(at);
          this.#enclose(
            new QuotedText(
              prefix === 'E' || prefix === 'e' || !this.#standardStrings,
            ),
          );
          return at + 1;
        case BYTE.doubleQuote:
          this.#begin(at);
          this.#enclose(new QuotedName());
          return at + 1;
        case BYTE.dollar:
          this.#begin(at);
          this.#state = 'dollar-tag';
          this.#tag = [BYTE.dollar];
          return at + 1;
        case BYTE.backslash:
          return this.#beginCommand(at);
        case BYTE.semicolon:
          if (this.#depth === 0 && this.#atomicDepth === 0) {
            this.#finish(bytes, at, events);
            return at + 1;
          }
          break;
        case BYTE.open:
          this.#begin(at);
          this.#depth += 1;
          break;
        case BYTE.close:
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
    const end = bytes.indexOf(BYTE.newline, at);
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

  #enclose(enclosure: Enclosure): void {
    this.#enclosure = enclosure;
    this.#state = 'enclosed';
  }

  #enclosed(bytes: Buffer, start: number): number {
    const enclosure = this.#enclosure;
    const before = enclosure.lines;
    const stop = enclosure.skip(bytes, start);
    this.#line += enclosure.lines - before;
    if (enclosure.closed) this.#state = 'text';
    return stop;
  }

  #dollarTag(bytes: Buffer, at: number): number {
    const c = bytes[at];
    if (c === BYTE.dollar) {
      this.#tag.push(BYTE.dollar);
      this.#enclose(new DollarQuote(this.#tag));
      return at + 1;
    }
    if (isIdentStart(c) || (this.#tag.length > 1 && isDigit(c))) {
      this.#tag.push(c);
      return at + 1;
    }
    this.#state = 'text';
    return at;
  }

  #copyEol(bytes: Buffer, at: number, events: ScriptEvent[]): number {
    const c = bytes[at];
    if (c === BYTE.newline) {
      this.#line += 1;
      this.#state = 'copy';
      this.#copy = new CopyRows();
    } else if (!isSpace(c)) {
      events.push({ type: 'garbled', line: this.#line });
      this.#lose();
    }
    return at + 1;
  }

  #rows(bytes: Buffer, at: number, events: ScriptEvent[]): number {
    const { stop, data, held, ended } = this.#copy.read(bytes, at);
    this.#held = held;
    if (ended) {
      events.push({ type: 'rows-end', line: this.#line });
      this.#line += 1;
      this.#state = 'text';
    } else if (data) {
      this.#line += countLines(data);
      events.push({ type: 'rows', data });
    }
    return stop;
  }
}
