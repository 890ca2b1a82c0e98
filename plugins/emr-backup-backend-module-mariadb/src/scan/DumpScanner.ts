import { BackupFault } from '@emr-backup/plugin-emr-backup-node';
import {
  BACKSLASH,
  BACKSLASH_BYTE,
  BACKTICK,
  ByteClasses,
  countNewlines,
  DASH,
  HASH,
  isLetter,
  isSpace,
  latin1,
  NEWLINE,
  PLAIN,
  QUOTE,
  SLASH,
  STAR,
} from './ByteClasses';
import { commandLetter, commandWord } from './clientCommands';
import type { RowReader } from './split/RowReader';
import { StatementGate, type StatementListener } from './StatementGate';

/** What the scanner asks and tells. */
export interface ScanListener extends StatementListener {
  /** Once per one-line comment between statements, with its first bytes. */
  comment(line: string): void;
}

/** Where the bytes of statements go. */
export interface Gate {
  /** A statement starts here, at that line of the dump. */
  begin(at: number, line: number): void;
  /** The statement ends before here; its delimiter is that long. */
  end(buffer: Buffer, at: number, delimiterLength: number): void;
  /** The chunk was read up to here: what may go to the server at once. */
  flush(buffer: Buffer, at: number): Buffer[];
}

/** A gate that takes rows apart from other statements. */
export interface RowGate extends Gate {
  readonly rows: RowReader;
  /** Whether rows are wanted now; otherwise they come as statements. */
  readonly takesRows: boolean;
  /** Rows turned out to be something else: they go on as a statement. */
  adopt(lost: { before: Buffer[]; from: number; line: number }): void;
}

/** The longest token that may straddle two chunks: a number, a command word, a delimiter, `/*M!999999\-`. */
const LOOKAHEAD = 128;
/** What is kept of a comment; at least {@link LOOKAHEAD} bytes of it. */
const COMMENT_BYTES = 128;
/** Short strings are walked byte by byte; beyond this, native search is faster. */
const NATIVE_SEARCH_AFTER = 48;

/** `I` of INSERT. */
const INSERT_LETTER = 0x49;

const SANDBOX_LINE = '/*M!999999\\-';

type State = 'between' | 'code' | 'rows' | 'line-comment' | 'block-comment';

/**
 * Reads a MySQL dump as the mariadb client would, in bounded memory whatever the
 * length of its lines, and hands on what the server may see.
 *
 * It knows '…' "…" `…` quotes with backslash escapes, `-- `, `#` and block
 * comments, executable comments (code, to client and server alike) and
 * DELIMITER. Outside quotes and comments a backslash is a client command, which
 * the client obeys even in the middle of a statement: such a dump is refused
 * before the chunk that holds it is handed on.
 *
 * Not covered: character sets whose second bytes may be a backslash (big5,
 * cp932, gbk, gb18030, sjis); the listener refuses a dump that declares one.
 */
export class DumpScanner {
  readonly #listener: ScanListener;
  readonly #gate: Gate;
  readonly #rowGate: RowGate | undefined;
  /** Begins the sentences about what is read. */
  readonly #name: string;
  #classes = new ByteClasses(';');
  #carry: Buffer = Buffer.alloc(0);
  #final = false;
  #state: State = 'between';
  /** What a comment interrupts. */
  #outer: 'between' | 'code' = 'between';
  #quote = 0;
  /** Inside the quotes of a statement. */
  #inString = false;
  #executable = false;
  #backslashEscapes = true;
  /** The line, from 1, of a byte of the chunk at hand; lines are counted once, as they are asked for. */
  #line = 1;
  #lineAtByte = 0;
  /** What starts here cannot be told before more is read. */
  #starved = false;

  constructor(listener: ScanListener, name: string, rowGate?: RowGate) {
    this.#listener = listener;
    this.#name = name;
    this.#rowGate = rowGate;
    this.#gate = rowGate ?? new StatementGate(listener);
  }

  /** Whether a backslash in a string escapes the next byte: not under NO_BACKSLASH_ESCAPES. */
  set backslashEscapes(value: boolean) {
    this.#backslashEscapes = value;
  }

  /** Reads a chunk; what of it, and of what was kept back, goes to the server. */
  push(chunk: Buffer): Buffer[] {
    const buffer =
      this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    return this.#scan(buffer, Math.max(0, buffer.length - LOOKAHEAD));
  }

  /** Reads what was kept back. Throws when the dump ends inside a statement. */
  end(): Buffer[] {
    this.#final = true;
    const out = this.#scan(this.#carry, this.#carry.length);
    const inside = this.#inside();
    if (inside) {
      throw new BackupFault(
        'truncated',
        `${this.#name} ends in the middle of a ${inside} at line ${
          this.#line
        }: it was cut off.`,
      );
    }
    return out;
  }

  #inside(): string | undefined {
    if (this.#state === 'block-comment') return 'comment';
    if (this.#state === 'line-comment') {
      return this.#outer === 'code' ? 'statement' : undefined;
    }
    return this.#state === 'between' ? undefined : 'statement';
  }

  #scan(buffer: Buffer, limit: number): Buffer[] {
    let at = 0;
    this.#starved = false;
    while (at < limit && !this.#starved) {
      switch (this.#state) {
        case 'rows':
          at = this.#inRows(buffer, at, limit);
          break;
        case 'between':
          at = this.#between(buffer, at, limit);
          break;
        case 'code':
          at = this.#inString
            ? this.#inQuote(buffer, at, limit)
            : this.#code(buffer, at, limit);
          break;
        default:
          at = this.#inComment(buffer, at, limit);
      }
    }
    at = Math.min(at, buffer.length);
    const out = this.#gate.flush(buffer, at);
    this.#lineAt(buffer, at);
    this.#lineAtByte = 0;
    // A copy, so that a small rest does not hold on to a big chunk.
    this.#carry = Buffer.from(buffer.subarray(at));
    return out;
  }

  #between(buffer: Buffer, start: number, limit: number): number {
    let at = start;
    while (at < limit) {
      const byte = buffer[at];
      if (isSpace(byte)) {
        at += 1;
      } else if (byte === INSERT_LETTER && this.#rowsWanted) {
        return this.#beginRows(buffer, at);
      } else if (this.#classes.delimiterAt(buffer, at)) {
        at += this.#classes.delimiterLength;
      } else if (byte === 0x23 || (byte === 0x2d && buffer[at + 1] === 0x2d)) {
        return this.#enterLineComment(buffer, at, 'between');
      } else if (byte === 0x2f && buffer[at + 1] === 0x2a) {
        const sandbox =
          latin1(buffer, at, at + SANDBOX_LINE.length) === SANDBOX_LINE;
        if (sandbox || this.#executableMark(buffer, at) === 0) {
          return this.#enterBlockComment(at, 'between');
        }
        return this.#beginStatement(buffer, at);
      } else if (isLetter(byte) || byte === 0x3f) {
        const word = this.#word(buffer, at);
        if (word !== 'delimiter') {
          this.#refuseCommandWord(buffer, at, word);
          return this.#beginStatement(buffer, at);
        }
        at = this.#changeDelimiter(buffer, at + word.length);
      } else {
        return this.#beginStatement(buffer, at);
      }
    }
    return at;
  }

  #beginStatement(buffer: Buffer, at: number): number {
    this.#gate.begin(at, this.#lineAt(buffer, at));
    this.#state = 'code';
    return at;
  }

  /** Only what mysqldump writes by default is read as rows. */
  get #rowsWanted(): boolean {
    return (
      this.#rowGate !== undefined &&
      this.#backslashEscapes &&
      this.#classes.usual &&
      this.#rowGate.takesRows
    );
  }

  #beginRows(buffer: Buffer, at: number): number {
    const line = this.#lineAt(buffer, at);
    const start = this.#rowGate?.rows.open(buffer, at, line, this.#final);
    if (start === 'more') {
      this.#starved = true;
      return at;
    }
    if (start === 'other' || start === undefined) {
      this.#refuseCommandWord(buffer, at, this.#word(buffer, at));
      return this.#beginStatement(buffer, at);
    }
    this.#listener.judge(latin1(buffer, at, at + start));
    this.#state = 'rows';
    return at + start;
  }

  #inRows(buffer: Buffer, start: number, limit: number): number {
    const gate = this.#rowGate;
    if (!gate) throw new Error('Rows are read without a gate for them');
    const at = gate.rows.read(buffer, start, limit, this.#final);
    if (gate.rows.state === 'done') {
      this.#state = 'between';
    } else if (gate.rows.state === 'lost') {
      gate.adopt(gate.rows.takeBack());
      this.#state = 'code';
    }
    return at;
  }

  #code(buffer: Buffer, start: number, limit: number): number {
    const { table } = this.#classes;
    let at = start;
    while (at < limit) {
      while (at < limit && table[buffer[at]] === PLAIN) at += 1;
      if (at >= limit) return at;

      if (this.#classes.delimiterAt(buffer, at)) {
        at += this.#classes.delimiterLength;
        this.#gate.end(buffer, at, this.#classes.delimiterLength);
        this.#state = 'between';
        this.#executable = false;
        return at;
      }
      switch (this.#classes.of(buffer[at])) {
        case QUOTE: {
          const quote = buffer[at];
          const escapes = this.#backslashEscapes && quote !== BACKTICK;
          // Most strings are short: they are walked here, without leaving the loop.
          const walkTo = Math.min(limit, at + NATIVE_SEARCH_AFTER);
          at += 1;
          while (at < walkTo && buffer[at] !== quote) {
            at += buffer[at] === BACKSLASH_BYTE && escapes ? 2 : 1;
          }
          if (at < walkTo) {
            at += 1;
            break;
          }
          this.#quote = quote;
          at = this.#inQuote(buffer, at, limit);
          if (this.#inString) return at;
          break;
        }
        case BACKSLASH:
          at = this.#backslash(buffer, at);
          break;
        case SLASH: {
          const mark = this.#executableMark(buffer, at);
          if (mark > 0) {
            this.#executable = true;
            at += mark;
          } else if (buffer[at + 1] === 0x2a) {
            return this.#enterBlockComment(at, 'code');
          } else {
            at += 1;
          }
          break;
        }
        case STAR:
          if (buffer[at + 1] === 0x2f) {
            this.#executable = false;
            at += 1;
          }
          at += 1;
          break;
        case DASH:
          if (
            buffer[at + 1] === 0x2d &&
            (at + 2 >= buffer.length || buffer[at + 2] <= 0x20)
          ) {
            return this.#enterLineComment(buffer, at, 'code');
          }
          at += 1;
          break;
        case HASH:
          return this.#enterLineComment(buffer, at, 'code');
        default:
          at += 1;
      }
    }
    return at;
  }

  /** Goes on to the end of the quote or to the limit, whichever is first. */
  #inQuote(buffer: Buffer, start: number, limit: number): number {
    const quote = this.#quote;
    this.#inString = true;
    const escapes = this.#backslashEscapes && quote !== BACKTICK;
    let at = start;
    while (at < limit) {
      const hit = buffer.indexOf(quote, at);
      const stop = hit === -1 || hit > limit ? limit : hit;
      let backslashes = 0;
      while (
        escapes &&
        stop - backslashes > at &&
        buffer[stop - backslashes - 1] === BACKSLASH_BYTE
      ) {
        backslashes += 1;
      }
      // An odd run of backslashes escapes the byte we stopped at.
      const escaped = backslashes % 2 === 1;
      if (stop === hit && !escaped) {
        this.#inString = false;
        return stop + 1;
      }
      at = stop + (escaped ? 1 : 0);
    }
    return at;
  }

  #inComment(buffer: Buffer, at: number, limit: number): number {
    const block = this.#state === 'block-comment';
    const hit = block ? buffer.indexOf('*/', at) : buffer.indexOf(NEWLINE, at);
    if (hit === -1 || hit >= limit) return limit;
    this.#state = this.#outer;
    return hit + (block ? 2 : 1);
  }

  #enterLineComment(buffer: Buffer, at: number, outer: 'between' | 'code') {
    if (outer === 'between') {
      const newline = buffer.indexOf(NEWLINE, at);
      const end = Math.min(
        newline === -1 ? buffer.length : newline,
        at + COMMENT_BYTES,
      );
      this.#listener.comment(latin1(buffer, at, end));
    }
    this.#outer = outer;
    this.#state = 'line-comment';
    return at + 1;
  }

  #enterBlockComment(at: number, outer: 'between' | 'code') {
    this.#outer = outer;
    this.#state = 'block-comment';
    return at + 2;
  }

  /** Length of `/*!` or `/*M!` when one starts here, else 0. */
  #executableMark(buffer: Buffer, at: number): number {
    if (buffer[at + 1] !== 0x2a) return 0;
    if (buffer[at + 2] === 0x21) return 3;
    return buffer[at + 2] === 0x4d && buffer[at + 3] === 0x21 ? 4 : 0;
  }

  /** The lower-cased word that starts here; `?` is one too. Empty when it is longer than any command. */
  #word(buffer: Buffer, at: number): string {
    const text = latin1(buffer, at, at + LOOKAHEAD);
    const [word] = /^(?:\?|[A-Za-z_]+)(?=[\s;]|$)/.exec(text) ?? [''];
    return word.toLocaleLowerCase('en-US');
  }

  #changeDelimiter(buffer: Buffer, at: number): number {
    const newline = buffer.indexOf(NEWLINE, at);
    const end = newline === -1 ? buffer.length : newline;
    const text = latin1(buffer, at, Math.min(end, at + LOOKAHEAD));
    const quoted = /^\s+(?:'([^']+)'|"([^"]+)"|`([^`]+)`|(\S+))/.exec(text);
    const delimiter = quoted?.slice(1).find(Boolean);
    if (!delimiter || delimiter.includes('\\')) {
      throw new BackupFault(
        'load-error',
        `${this.#name} holds a DELIMITER command at line ${this.#lineAt(
          buffer,
          at,
        )} that names no usable delimiter.`,
      );
    }
    this.#classes = new ByteClasses(delimiter);
    return end;
  }

  #backslash(buffer: Buffer, at: number): number {
    const letter = latin1(buffer, at + 1, at + 2);
    // \N is NULL; \- in an executable comment asks for the client's sandbox.
    if (letter === 'N' || (letter === '-' && this.#executable)) return at + 2;
    if (letter === '' && this.#final) return at + 1;
    throw this.#commandFault(buffer, at, commandLetter(letter));
  }

  #refuseCommandWord(buffer: Buffer, at: number, word: string) {
    const command = commandWord(word);
    if (command) throw this.#commandFault(buffer, at, command);
  }

  #commandFault(buffer: Buffer, at: number, command: string) {
    return new BackupFault(
      'client-command-in-dump',
      `${this.#name} holds the client command ${command} at line ${this.#lineAt(
        buffer,
        at,
      )}: restoring it with the mariadb client would run it. The load was refused.`,
    );
  }

  #lineAt(buffer: Buffer, at: number): number {
    this.#line += countNewlines(buffer, this.#lineAtByte, at);
    this.#lineAtByte = Math.max(at, this.#lineAtByte);
    return this.#line;
  }
}
