import { BYTE, countLines } from '../script/bytes';
import { SqlFailure, type RawStatement } from './RawStatement';
import type { Crew } from './Crew';

/** A connection joins when this many bytes came per connection: below it a second one costs more than it brings. */
const JOIN_BYTES = 512 * 1024;
/** Bytes sent to one connection before another may go on. Smaller balances better, larger switches less. */
const SLICE_BYTES = 256 * 1024;

/** One connection's share of a table's rows. */
interface Share {
  copy: RawStatement;
  rows: number;
  /** Where its slices begin: the row counted on this connection and in the dump. */
  slices: { own: number; dump: number }[];
}

/**
 * The rows of one table on their way into the server: over one connection, or
 * cut between rows and dealt out to several that all run the same COPY.
 *
 * In the text format of COPY a newline ends a row unless a backslash stands
 * before it, so a cut there never parts a row. Nothing else of a dump is
 * loaded until all connections are done with the table.
 */
export class RowFlow {
  readonly #shares: Share[] = [];
  #current: Share;
  #bytes = 0;
  #slice = 0;
  #rows = 0;
  /** The last byte sent, and whether a row ended with it. */
  #last: { byte: number; endsRow: boolean } = {
    byte: BYTE.newline,
    endsRow: true,
  };

  private constructor(
    private readonly crew: Crew,
    private readonly sql: Buffer,
    private readonly width: number,
    first: RawStatement,
  ) {
    this.#current = { copy: first, rows: 0, slices: [{ own: 0, dump: 0 }] };
    this.#shares.push(this.#current);
  }

  /** Starts the COPY; undefined when it ended without asking for rows. `width` is the number of connections it may use. */
  static async begin(
    crew: Crew,
    sql: Buffer,
    width: number,
  ): Promise<RowFlow | undefined> {
    const copy = await (await crew.first()).copy(sql);
    return copy && new RowFlow(crew, sql, width, copy);
  }

  /** How many connections took rows. */
  get connections(): number {
    return this.#shares.length;
  }

  /** Bytes of rows seen. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Rows as they stand in the dump; a piece may end anywhere. */
  async rows(data: Buffer): Promise<void> {
    this.#bytes += data.length;
    let rest = data;
    if (this.width > 1) {
      await this.#join();
      const cut = this.#shares.length > 1 ? this.#cut(rest) : -1;
      if (cut >= 0) {
        this.#send(rest.subarray(0, cut));
        await this.#turn();
        rest = rest.subarray(cut);
      }
    }
    this.#send(rest);
    const { copy } = this.#current;
    if (
      copy.failed ||
      (copy.behind && this.#shares.every(it => it.copy.behind))
    )
      await this.#wait();
  }

  /** Tells the server that these were all, and waits for it. */
  async end(): Promise<void> {
    for (const { copy } of this.#shares) copy.endRows();
    await this.#settle();
  }

  #send(rows: Buffer): void {
    if (rows.length === 0) return;
    this.#current.copy.send(rows);
    this.#slice += rows.length;
    if (this.width === 1) return;
    const byte = rows[rows.length - 1];
    const before = rows.length > 1 ? rows[rows.length - 2] : this.#last.byte;
    this.#last = {
      byte,
      endsRow: byte === BYTE.newline && before !== BYTE.backslash,
    };
    const lines = countLines(rows);
    this.#rows += lines;
    this.#current.rows += lines;
  }

  async #join(): Promise<void> {
    const count = this.#shares.length;
    if (count >= this.width || this.#bytes < JOIN_BYTES * count) return;
    const copy = await (await this.crew.at(count)).copy(this.sql);
    if (copy) this.#shares.push({ copy, rows: 0, slices: [] });
  }

  /** Where the next slice may begin; -1: not in this piece. */
  #cut(data: Buffer): number {
    if (this.#slice < SLICE_BYTES) return -1;
    if (this.#last.endsRow) return 0;
    let at = data.indexOf(BYTE.newline);
    while (at >= 0) {
      const before = at === 0 ? this.#last.byte : data[at - 1];
      if (before !== BYTE.backslash) return at + 1;
      at = data.indexOf(BYTE.newline, at + 1);
    }
    return -1;
  }

  /** Goes on with the connection that has least to do. */
  async #turn(): Promise<void> {
    if (this.#shares.every(({ copy }) => copy.behind)) await this.#wait();
    this.#current = this.#shares.reduce((best, share) =>
      share.copy.waiting < best.copy.waiting ? share : best,
    );
    this.#current.slices.push({ own: this.#current.rows, dump: this.#rows });
    this.#slice = 0;
  }

  async #wait(): Promise<void> {
    if (this.#shares.every(({ copy }) => copy.behind))
      await this.#oneCaughtUp();
    if (this.#shares.some(({ copy }) => copy.failed)) await this.#settle();
  }

  #oneCaughtUp(): Promise<void> {
    return new Promise(resolve => {
      const stops = this.#shares.map(({ copy }) =>
        copy.onCaughtUp(() => {
          for (const stop of stops) stop();
          resolve();
        }),
      );
    });
  }

  /** Settles when all connections are done; rejects as soon as one has failed, with the row as it is counted in the dump. */
  async #settle(): Promise<void> {
    const alone = this.#shares.length === 1;
    await Promise.all(
      this.#shares.map(async share => {
        try {
          await share.copy.done;
        } catch (error) {
          if (!alone && error instanceof SqlFailure && error.copyRow)
            error.copyRow = rowInDump(share, error.copyRow);
          throw error;
        }
      }),
    );
  }
}

function rowInDump({ slices }: Share, row: number): number {
  const slice = slices.filter(({ own }) => own < row).at(-1);
  return slice ? slice.dump + (row - slice.own) : row;
}
