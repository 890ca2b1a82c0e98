import { CustomErrorBase } from '@backstage/errors';
import type { QueryRow } from '@emr-backup/plugin-emr-backup-node';
import type { Client, QueryConfig } from 'pg';
import { sqlFailure } from '../load/RawStatement';
import { ClientCache } from '../server/ClientCache';
import type { Connector } from '../server/connect';
import { scratchTypes } from './values';

const DEFAULT_TIMEOUT_MS = 60_000;

/** A verification query that failed. The message holds a SQLSTATE and no value. */
export class ScratchQueryError extends CustomErrorBase {
  name = 'ScratchQueryError' as const;
  constructor(readonly sqlState: string) {
    super(
      sqlState === '57014'
        ? 'The query took longer than allowed and was stopped (SQLSTATE 57014).'
        : `The query failed with SQLSTATE ${sqlState}.`,
    );
  }
}

interface ExtendedQuery extends QueryConfig {
  /** Always the extended protocol, which takes one statement and no more. */
  queryMode: 'extended';
}

/** Asks the restored copy: read only, one statement at a time. */
export class Reader {
  readonly #clients: ClientCache;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(connector: Connector) {
    this.#clients = new ClientCache(
      database =>
        connector.connect('loader', database, {
          options:
            '-c default_transaction_read_only=on -c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex -c client_min_messages=error',
        }),
      4,
    );
  }

  /** Rejects with a ScratchQueryError. */
  async query(
    sql: string,
    options: { database: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<QueryRow[]> {
    const turn = this.#turn.then(() => this.#ask(sql, options));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #ask(
    sql: string,
    options: { database: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<QueryRow[]> {
    const { database, signal } = options;
    signal?.throwIfAborted();
    const timeout = Math.max(
      1,
      Math.round(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    );
    let client: Client | undefined;
    const abort = () => {
      client?.connection.stream.destroy();
      void this.#clients.drop(database);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      client = await this.#clients.get(database);
      signal?.throwIfAborted();
      await client.query(
        `BEGIN READ ONLY; SET LOCAL statement_timeout = ${timeout}`,
      );
      const query: ExtendedQuery = {
        text: sql,
        types: scratchTypes,
        queryMode: 'extended',
      };
      const { rows } = await client.query<QueryRow>(query);
      return rows;
    } catch (error) {
      signal?.throwIfAborted();
      const { state } = sqlFailure(error);
      if (/^(08|57P0)/.test(state)) await this.#clients.drop(database);
      throw new ScratchQueryError(state);
    } finally {
      signal?.removeEventListener('abort', abort);
      await client?.query('ROLLBACK').catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.#clients.close();
  }
}
