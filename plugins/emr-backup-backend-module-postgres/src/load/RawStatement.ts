import type { Connection, Submittable } from 'pg';

/** What PostgreSQL said about a failure, without any value it printed. */
export class SqlFailure extends Error {
  /** Row of the COPY that failed, counted from 1. */
  copyRow: number | undefined;
  /** The name PostgreSQL asks for: a role, when that is what it does not know. */
  readonly missingRole: string | undefined;

  constructor(readonly state: string, raw: { where?: unknown; text?: string }) {
    super(`PostgreSQL answered with SQLSTATE ${state}`);
    const where = typeof raw.where === 'string' ? raw.where : '';
    const row = /^COPY [^\n]*?, line (\d+)/.exec(where)?.[1];
    this.copyRow = row === undefined ? undefined : Number(row);
    this.missingRole =
      state === '42704'
        ? /^role "(.+)" does not exist$/.exec(raw.text ?? '')?.[1]
        : undefined;
  }
}

/** SQLSTATE of two statements that waited for each other. */
export const DEADLOCK = '40P01';
/** SQLSTATE of a connection that broke. */
export const CONNECTION_LOST = '08006';

/** Reduces whatever the driver threw to a SQLSTATE. */
export function sqlFailure(error: unknown): SqlFailure {
  if (error instanceof SqlFailure) return error;
  const { code, where, message } = error as {
    code?: unknown;
    where?: unknown;
    message?: unknown;
  };
  const state =
    // No SQLSTATE begins with E; EPIPE and its like do.
    typeof code === 'string' && /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code)
      ? code
      : CONNECTION_LOST;
  return new SqlFailure(state, {
    where,
    text: typeof message === 'string' ? message : undefined,
  });
}

function packet(type: string, body: Buffer): Buffer {
  const head = Buffer.allocUnsafe(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const NOTHING = Buffer.alloc(0);
/** Rows that may wait to be sent: less leaves the server idle between chunks, more only costs memory. */
const BEHIND_BYTES = 1024 * 1024;

/**
 * One statement sent as the bytes it was written in, whatever their encoding;
 * `COPY … FROM stdin` then takes rows. Answers are counted, never kept.
 */
export class RawStatement implements Submittable {
  #connection: Connection | undefined;
  #failure: SqlFailure | undefined;
  #end: (failure?: SqlFailure) => void = () => undefined;
  #accept: (accepted: boolean) => void = () => undefined;
  /** Not the promise `done`: what waits for that is kept until the statement ends, and a table may have millions of waits. */
  readonly #listeners = new Set<() => void>();
  /** Settles when the server is done with the statement. */
  readonly done: Promise<void>;
  /** True when the server waits for rows; false when the statement ended without asking for any. */
  readonly rowsWanted: Promise<boolean>;

  constructor(readonly sql: Buffer, private readonly takesRows = false) {
    this.done = new Promise((resolve, reject) => {
      this.#end = failure => (failure ? reject(failure) : resolve());
    });
    // Whoever writes rows looks at `failed`; the rejection is seen at `done`.
    this.done.catch(() => undefined);
    this.rowsWanted = new Promise(resolve => {
      this.#accept = resolve;
    });
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    connection.stream.write(
      packet('Q', Buffer.concat([this.sql, Buffer.of(0)])),
    );
  }

  /** Bytes of rows that wait to be sent. */
  get waiting(): number {
    return this.failed ? 0 : this.#connection?.stream.writableLength ?? 0;
  }

  /** True while the server is so far behind that more rows would only cost memory. */
  get behind(): boolean {
    return this.waiting >= BEHIND_BYTES;
  }

  /** Sends rows without waiting for the server. */
  send(rows: Buffer): void {
    const stream = this.#connection?.stream;
    if (!stream || this.failed || rows.length === 0) return;
    const head = Buffer.allocUnsafe(5);
    head.write('d', 0, 'latin1');
    head.writeInt32BE(rows.length + 4, 1);
    stream.cork();
    stream.write(head);
    stream.write(rows);
    stream.uncork();
  }

  /** Tells when the server has caught up with what waits, or will never; returns how to listen no more. */
  onCaughtUp(tell: () => void): () => void {
    const stream = this.#connection?.stream;
    this.#listeners.add(tell);
    stream?.on('drain', tell);
    stream?.on('close', tell);
    return () => {
      this.#listeners.delete(tell);
      stream?.off('drain', tell);
      stream?.off('close', tell);
    };
  }

  endRows(): void {
    if (!this.failed) this.#connection?.stream.write(packet('c', NOTHING));
  }

  handleCopyInResponse(connection: Connection): void {
    if (this.takesRows) this.#accept(true);
    else {
      connection.stream.write(
        packet('f', Buffer.from('no rows follow in the dump\0')),
      );
    }
  }

  handleError(error: unknown): void {
    this.#failure ??= sqlFailure(error);
    this.#accept(false);
    this.#settle(this.#failure);
  }

  handleReadyForQuery(): void {
    this.#accept(false);
    this.#settle(this.#failure);
  }

  handleRowDescription(): void {
    // Results of `SELECT setval(…)` and the like tell nothing.
  }

  handleDataRow(): void {
    // See above.
  }

  handleCommandComplete(): void {
    // One of several answers; `handleReadyForQuery` ends them.
  }

  handleEmptyQuery(): void {
    // A lone `;` is no error.
  }

  handleCopyData(): void {
    // `COPY … TO stdout` in a dump leads nowhere.
  }

  #settle(failure?: SqlFailure): void {
    this.#end(failure);
    for (const tell of [...this.#listeners]) tell();
  }
}
