import {
  BACKSLASH_BYTE,
  isLetter,
  isSpace,
  latin1,
  NEWLINE,
} from '../ByteClasses';
import {
  BINARIES,
  INTRODUCER,
  NULLS,
  NUMBERS,
  OTHERS,
  RowBatch,
  STRINGS,
  type RowTarget,
} from './RowBatch';
import { RowMemory } from './RowMemory';
import { SplitFallback } from './SplitFallback';
import { isPeculiarEscape, StringEnds } from './StringEnds';

/** The longest prelude of an INSERT that is looked at: hundreds of column names. */
const HEAD_BYTES = 16 * 1024;
/** DECIMAL(65,30) with sign and point is shorter; the scanner looks ahead as far. */
const NUMBER_BYTES = 100;
/** A batch is cut at the first row that ends beyond this. */
const BATCH_BYTES = 4 * 1024 * 1024;
/** A row is kept in memory until it is loaded; a larger one goes by the client. */
const ROW_BYTES = 64 * 1024 * 1024;

const NAME = '`((?:[^`]|``)+)`';
const HEAD = new RegExp(
  `^INSERT INTO ${NAME}(?: ?\\(((?:\`(?:[^\`]|\`\`)+\`(?:, ?)?)+)\\))? VALUES\\s*(?=\\()`,
);
const START = Buffer.from('INSERT INTO `');

const QUOTE = 0x27;
const COMMA = 0x2c;
const OPEN = 0x28;
const CLOSE = 0x29;
const SEMICOLON = 0x3b;
const NULL_WORD = Buffer.from('NULL');

/** Bytes that words, hexadecimal and bits are made of. */
const WORD = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  const digit = byte >= 0x30 && byte <= 0x39;
  WORD[byte] =
    isLetter(byte) || digit || [0x5f, 0x2e, 0x2b, 0x2d].includes(byte) ? 1 : 0;
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const unquote = (name: string) =>
  Buffer.from(name.replaceAll('``', '`'), 'latin1').toString('utf8');

function rowTarget([, table, columns]: RegExpExecArray): RowTarget {
  const names = columns
    ?.match(/`(?:[^`]|``)+`/g)
    ?.map(name => unquote(name.slice(1, -1)));
  return {
    table: unquote(table),
    ...(names ? { columns: names } : {}),
    written: {
      table: `\`${table}\``,
      columns: columns ? `(${columns})` : '',
    },
  };
}

/** Short texts only: a loop of ours is faster than a call. */
function startsWith(buffer: Buffer, at: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (buffer[at + i] !== text[i]) return false;
  }
  return true;
}

/** Where the number that starts here ends; 0 when it is none, or is followed by more than a comma or bracket. */
function numberEnd(buffer: Buffer, at: number): number {
  const stop = at + NUMBER_BYTES;
  let end = buffer[at] === 0x2d ? at + 1 : at;
  if (!isDigit(buffer[end])) return 0;
  while (end < stop && isDigit(buffer[end])) end += 1;
  if (buffer[end] === 0x2e) {
    end += 1;
    while (end < stop && isDigit(buffer[end])) end += 1;
  }
  if ((buffer[end] | 0x20) === 0x65) {
    end += 1;
    if (buffer[end] === 0x2d || buffer[end] === 0x2b) end += 1;
    if (!isDigit(buffer[end])) return 0;
    while (end < stop && isDigit(buffer[end])) end += 1;
  }
  return buffer[end] === COMMA || buffer[end] === CLOSE ? end : 0;
}

/** Where in the statement the reader stands. */
type Place = 'row' | 'value' | 'string' | 'word' | 'after' | 'separator';

/** How a piece of reading ended: wait for more bytes, statement at its end, or not what mysqldump writes. */
export type RowsState = 'open' | 'done' | 'lost';

/** How an INSERT starts here: that many bytes of prelude, not known yet, or not as we read it. */
export type RowsStart = number | 'more' | 'other';

/**
 * Reads the rows of `INSERT INTO … VALUES (…),(…);` as mysqldump writes them,
 * and gathers them in batches cut between rows. Values are NULL, numbers,
 * strings in single quotes, `_binary` strings and words (hexadecimal, bits).
 * Whatever else it meets it does not guess at: it is lost, and says so.
 *
 * Not covered: NO_BACKSLASH_ESCAPES and other delimiters; the scanner does not
 * ask for rows then.
 */
export class RowReader {
  readonly #emit: (batch: RowBatch) => void;
  readonly #strings = new StringEnds();
  readonly #memory = new RowMemory();
  #batch: RowBatch | undefined;
  #head: Buffer = Buffer.alloc(0);
  #line = 0;
  #place: Place = 'row';
  #column = 0;
  #state: RowsState = 'open';
  /** Bytes of a row that began in an earlier chunk. */
  #rowPieces: Buffer[] = [];
  #rowBytes = 0;
  /** From here the chunk is not yet in a batch; -1: nothing is wanted. */
  #mark = -1;
  /** Where the row at hand starts in this chunk. */
  #rowStart = 0;
  /** The batch holds rows of the statement at hand, so that what stands between rows belongs to it. */
  #joined = false;
  /** Rows of the statement at hand that were read. */
  #rows = 0;

  constructor(emit: (batch: RowBatch) => void) {
    this.#emit = emit;
  }

  get state(): RowsState {
    return this.#state;
  }

  /** The prelude of the statement at hand, without its rows. */
  get head(): Buffer {
    return this.#head;
  }

  /** Whether rows start here, and how long their prelude is. */
  open(buffer: Buffer, at: number, line: number, final: boolean): RowsStart {
    const head = this.#batch?.head;
    if (
      head &&
      startsWith(buffer, at, head) &&
      buffer[at + head.length] === OPEN
    ) {
      return this.#begin(head, line);
    }
    if (!startsWith(buffer, at, START)) return 'other';
    const text = latin1(buffer, at, at + HEAD_BYTES);
    const match = HEAD.exec(text);
    if (!match) {
      const cut = !final && buffer.length - at < HEAD_BYTES;
      return cut ? 'more' : 'other';
    }
    this.close();
    const bytes = Buffer.from(match[0], 'latin1');
    this.#batch = new RowBatch(bytes, rowTarget(match), false, this.#memory);
    return this.#begin(bytes, line);
  }

  /** No more rows of the table follow. */
  close() {
    const batch = this.#batch;
    this.#batch = undefined;
    if (!batch) return;
    batch.last = true;
    if (batch.rows > 0 || batch.follows) this.#emit(batch);
  }

  /** Reads on; how far. {@link RowReader.state} tells why it stopped. */
  read(buffer: Buffer, start: number, limit: number, final: boolean): number {
    let at = start;
    while (at < limit && this.#state === 'open') {
      switch (this.#place) {
        case 'value':
          at = this.#values(buffer, at, limit);
          if (at < limit && this.#place === 'value') {
            at = this.#value(buffer, at);
          }
          break;
        case 'string':
          at = this.#string(buffer, at, limit);
          break;
        case 'after':
          at = this.#after(buffer, at);
          break;
        case 'word':
          at = this.#word(buffer, at, limit);
          break;
        default:
          at = this.#betweenRows(buffer, at, limit);
      }
      // What breaks off at the end of the dump is not lost but cut off.
      if (final && at >= buffer.length) return buffer.length;
    }
    return at;
  }

  /** The chunk ends here: what of it is rows is kept. */
  flush(buffer: Buffer, at: number) {
    const batch = this.#batch;
    if (!batch || this.#mark < 0) return;
    if (this.#place === 'row' || this.#place === 'separator') {
      batch.add(buffer.subarray(this.#mark, at));
    } else {
      const whole = Math.max(this.#mark, this.#rowStart);
      batch.add(buffer.subarray(this.#mark, whole));
      const rest = buffer.subarray(whole, at);
      this.#rowPieces.push(rest);
      this.#rowBytes += rest.length;
      if (this.#rowBytes > ROW_BYTES) {
        throw new SplitFallback(
          `it holds a row of more than ${ROW_BYTES / (1024 * 1024)} MB`,
        );
      }
    }
    this.#mark = 0;
    this.#rowStart = 0;
  }

  /** The statement was lost in its first row: the bytes of it that lie in earlier chunks, and where the rest starts in this one. */
  takeBack(): { before: Buffer[]; from: number; line: number } {
    if (this.#rows > 0) {
      throw new SplitFallback('rows are followed by something that is no row');
    }
    const before = [this.#head, ...this.#rowPieces];
    const from = this.#mark;
    this.#rowPieces = [];
    this.#rowBytes = 0;
    this.#mark = -1;
    const batch = this.#required();
    batch.statements.pop();
    while ((batch.introducers.at(-1) ?? -1) >= batch.bytes) {
      batch.introducers.pop();
    }
    this.close();
    return { before, from, line: this.#line };
  }

  #begin(head: Buffer, line: number): number {
    this.#head = head;
    this.#line = line;
    this.#place = 'row';
    this.#state = 'open';
    this.#joined = false;
    this.#rows = 0;
    this.#mark = -1;
    return head.length;
  }

  #betweenRows(buffer: Buffer, start: number, limit: number): number {
    let at = start;
    while (at < limit && isSpace(buffer[at])) at += 1;
    if (at >= limit) return at;
    const byte = buffer[at];
    if (this.#place === 'row' && byte === OPEN) {
      this.#beginRow(at);
    } else if (this.#place === 'separator' && byte === COMMA) {
      this.#place = 'row';
    } else if (this.#place === 'separator' && byte === SEMICOLON) {
      this.#endStatement(buffer, at);
    } else {
      this.#state = 'lost';
      return at;
    }
    return at + 1;
  }

  #beginRow(at: number) {
    if (this.#mark < 0) this.#mark = at;
    this.#rowStart = at;
    if (!this.#joined) {
      const batch = this.#required();
      batch.statements.push({ offset: batch.bytes, line: this.#line });
      this.#joined = true;
    }
    this.#column = 0;
    this.#place = 'value';
  }

  #endStatement(buffer: Buffer, at: number) {
    if (this.#mark >= 0) {
      this.#required().add(buffer.subarray(this.#mark, at));
      this.#mark = -1;
    }
    this.#state = 'done';
  }

  /**
   * Reads plain values and rows one after the other, as long as nothing is out
   * of the ordinary: nearly all of a dump is read here, so it is one loop.
   */
  #values(buffer: Buffer, start: number, limit: number): number {
    let batch = this.#required();
    let column = this.#column;
    let at = start;
    while (at < limit) {
      const first = buffer[at];
      let end = at;
      if (first === QUOTE) {
        end = this.#strings.find(buffer, at + 1, limit);
        // Nothing peculiar, and it ends well before the end of the chunk.
        if (end === 0) break;
        batch.kinds[column] |= STRINGS;
      } else if (first === 0x4e) {
        if (!startsWith(buffer, at, NULL_WORD)) break;
        end = at + NULL_WORD.length;
        batch.kinds[column] |= NULLS;
      } else {
        end = numberEnd(buffer, at);
        if (end === 0) break;
        batch.kinds[column] |= NUMBERS;
      }
      const next = buffer[end];
      if (next === COMMA) {
        column += 1;
        at = end + 1;
        continue;
      }
      this.#column = column;
      if (next !== CLOSE) {
        this.#place = 'after';
        return end;
      }
      at = this.#endRow(buffer, end + 1);
      if (buffer[at] !== COMMA || at + 2 >= limit) return at;
      const row = buffer[at + 1] === NEWLINE ? at + 2 : at + 1;
      if (buffer[row] !== OPEN) return at;
      batch = this.#required();
      this.#beginRow(row);
      column = 0;
      at = row + 1;
    }
    this.#column = column;
    return at;
  }

  #value(buffer: Buffer, start: number): number {
    let at = start;
    const byte = buffer[at];
    if (byte === QUOTE) return this.#enter('string', STRINGS, at + 1);
    if (isDigit(byte) || byte === 0x2d) {
      const end = numberEnd(buffer, at);
      if (end > 0) return this.#enter('after', NUMBERS, end);
      return this.#enter('word', OTHERS, at + 1);
    }
    if (byte === 0x4e && startsWith(buffer, at, NULL_WORD)) {
      const next = buffer[at + NULL_WORD.length];
      if (next === COMMA || next === CLOSE) {
        return this.#enter('after', NULLS, at + NULL_WORD.length);
      }
    }
    if (byte === INTRODUCER[0] && startsWith(buffer, at, INTRODUCER)) {
      const quote = at + INTRODUCER.length;
      if (buffer[quote] === QUOTE) {
        this.#required().introducers.push(this.#offset(at));
        return this.#enter('string', BINARIES, quote + 1);
      }
    }
    if (isSpace(byte)) {
      this.#required().peculiar = true;
      while (isSpace(buffer[at])) at += 1;
      return at;
    }
    if (WORD[byte]) return this.#enter('word', OTHERS, at + 1);
    this.#state = 'lost';
    return at;
  }

  #enter(place: Place, kind: number, at: number): number {
    this.#required().kinds[this.#column] |= kind;
    this.#place = place;
    return at;
  }

  #string(buffer: Buffer, start: number, limit: number): number {
    let at = start;
    while (at < limit) {
      const byte = buffer[at];
      if (byte === QUOTE) {
        if (buffer[at + 1] !== QUOTE) {
          this.#place = 'after';
          return at + 1;
        }
        at += 2;
      } else if (byte === BACKSLASH_BYTE) {
        if (isPeculiarEscape(buffer[at + 1])) this.#required().peculiar = true;
        at += 2;
      } else {
        at += 1;
      }
    }
    return at;
  }

  #word(buffer: Buffer, start: number, limit: number): number {
    let at = start;
    while (at < limit && WORD[buffer[at]]) at += 1;
    if (at >= limit) return at;
    // x'…', b'…', _utf8mb4 '…'
    const quote = buffer[at] === 0x20 ? at + 1 : at;
    if (buffer[quote] === QUOTE)
      return this.#enter('string', OTHERS, quote + 1);
    this.#place = 'after';
    return at;
  }

  #after(buffer: Buffer, at: number): number {
    const byte = buffer[at];
    if (byte === COMMA) {
      this.#column += 1;
      this.#place = 'value';
      return at + 1;
    }
    if (byte !== CLOSE) {
      this.#state = 'lost';
      return at;
    }
    return this.#endRow(buffer, at + 1);
  }

  #endRow(buffer: Buffer, end: number): number {
    const batch = this.#required();
    if (this.#rowPieces.length > 0) {
      for (const piece of this.#rowPieces) batch.add(piece);
      this.#rowPieces = [];
      this.#rowBytes = 0;
    }
    batch.rowOf(this.#column + 1);
    this.#rows += 1;
    this.#rowStart = end;
    this.#place = 'separator';
    if (batch.bytes + end - this.#mark >= BATCH_BYTES) this.#cut(buffer, end);
    return end;
  }

  #cut(buffer: Buffer, end: number) {
    const batch = this.#required();
    batch.add(buffer.subarray(this.#mark, end));
    this.#mark = -1;
    this.#joined = false;
    this.#batch = new RowBatch(batch.head, batch.into, true, this.#memory);
    this.#emit(batch);
  }

  /** Where in the batch a byte of this chunk will lie. */
  #offset(at: number): number {
    return this.#required().bytes + this.#rowBytes + at - this.#mark;
  }

  #required(): RowBatch {
    if (!this.#batch) throw new Error('No statement is being read');
    return this.#batch;
  }
}
