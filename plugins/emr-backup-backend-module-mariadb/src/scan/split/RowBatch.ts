import type { RowMemory } from './RowMemory';

/** What a value in a row is written as; one bit each. */
export const NULLS = 1;
export const NUMBERS = 2;
export const STRINGS = 4;
/** A string with the introducer `_binary`. */
export const BINARIES = 8;
/** Hexadecimal, bits, words: SQL that is not read any closer. */
export const OTHERS = 16;

/** What mysqldump writes before the strings of binary columns. */
export const INTRODUCER = Buffer.from('_binary ');

/** Far more columns than a MariaDB table can have. */
const MAX_COLUMNS = 4096;

/** Where rows of one INSERT statement start in a batch. */
export interface StatementStart {
  offset: number;
  line: number;
}

/** Where rows go, by the prelude of their INSERT. */
export interface RowTarget {
  table: string;
  /** The columns it names, if it names any. */
  columns?: readonly string[];
  /** Both as written, one character a byte. */
  written: { table: string; columns: string };
}

/**
 * Whole rows of one table, in the order and the bytes of the dump. They lie in
 * memory that is lent; whoever has used them gives it back.
 */
export class RowBatch {
  readonly #memory: RowMemory;
  readonly #slabs: Buffer[] = [];
  /** Bytes used of the last slab. */
  #used = 0;
  bytes = 0;
  rows = 0;
  /** Offsets of the introducers `_binary `. */
  readonly introducers: number[] = [];
  readonly statements: StatementStart[] = [];
  /** What the values of each column are written as. */
  readonly kinds = new Uint8Array(MAX_COLUMNS);
  /** Columns of every row; -1 when rows differ. */
  columns = 0;
  /** LOAD DATA would not read these bytes as INSERT does: other escapes, spaces between values. */
  peculiar = false;
  /** No further row of the table follows. */
  last = false;

  constructor(
    /** `INSERT INTO … VALUES`, as written. */
    readonly head: Buffer,
    readonly into: RowTarget,
    /** Other batches of the same rows went before. */
    readonly follows: boolean,
    memory: RowMemory,
  ) {
    this.#memory = memory;
  }

  add(piece: Buffer) {
    let from = 0;
    while (from < piece.length) {
      let slab = this.#slabs.at(-1);
      if (!slab || this.#used === slab.length) {
        slab = this.#memory.take();
        this.#slabs.push(slab);
        this.#used = 0;
      }
      const copied = piece.copy(slab, this.#used, from);
      this.#used += copied;
      from += copied;
    }
    this.bytes += piece.length;
  }

  /** The rows are loaded, and not asked for again. */
  release() {
    this.#memory.giveBack(this.#slabs.splice(0));
    this.bytes = 0;
  }

  get #pieces(): Buffer[] {
    return this.#slabs.map((slab, i) =>
      i < this.#slabs.length - 1 ? slab : slab.subarray(0, this.#used),
    );
  }

  rowOf(columns: number) {
    this.rows += 1;
    if (this.columns === 0) this.columns = columns;
    else if (this.columns !== columns) this.columns = -1;
  }

  /** The same rows cut at the statements they came in, as INSERT statements. */
  *asInserts(): Generator<{ text: Buffer; line: number }> {
    const whole = Buffer.concat(this.#pieces);
    for (const [i, { offset, line }] of this.statements.entries()) {
      const end = this.statements[i + 1]?.offset ?? whole.length;
      yield {
        text: Buffer.concat([this.head, whole.subarray(offset, end)]),
        line,
      };
    }
  }

  /** The bytes without the introducers, which LOAD DATA does not know. */
  asLoadData(): Buffer[] {
    if (this.introducers.length === 0) return this.#pieces;
    const whole = Buffer.concat(this.#pieces);
    const parts: Buffer[] = [];
    let from = 0;
    for (const offset of this.introducers) {
      parts.push(whole.subarray(from, offset));
      from = offset + INTRODUCER.length;
    }
    parts.push(whole.subarray(from));
    return parts;
  }
}
