import type { Client } from 'pg';
import { RawStatement, sqlFailure } from './RawStatement';

/** One connection of the loader to one scratch database. */
export class Session {
  constructor(readonly database: string, private readonly client: Client) {}

  /** True inside a transaction the dump itself opened. */
  get inTransaction(): boolean {
    return this.client.getTransactionStatus() !== 'I';
  }

  async run(sql: Buffer | string): Promise<void> {
    await this.client.query(
      new RawStatement(typeof sql === 'string' ? Buffer.from(sql) : sql),
    ).done;
  }

  /** One value of one row. */
  async value(sql: string): Promise<string | null> {
    try {
      const { rows } = await this.client.query<[string | null]>({
        text: sql,
        rowMode: 'array',
      });
      return rows[0]?.[0] ?? null;
    } catch (error) {
      throw sqlFailure(error);
    }
  }

  /** Starts a `COPY … FROM stdin`. Throws when the server does not take it; undefined when it ended without asking for rows. */
  async copy(sql: Buffer): Promise<RawStatement | undefined> {
    const statement = this.client.query(new RawStatement(sql, true));
    if (await statement.rowsWanted) return statement;
    await statement.done;
    return undefined;
  }

  /** Breaks the connection off, whatever it is doing. */
  destroy(): void {
    this.client.connection.stream.destroy();
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
