import { DrillFault, type QueryRow } from '@emr-backup/plugin-emr-backup-node';
import type { Login } from '../boot/Logins';
import { quoteIdentifier } from './identifiers';
import { MariadbQueryError, ScratchConnection } from './ScratchConnections';

/** Counting the biggest table of a large clinic takes a minute on a slow disk. */
const DEFAULT_TIMEOUT_MS = 5 * 60 * 1000;
/** What the server is given beyond its own timeout before we hang up. */
const GRACE_MS = 5000;

const ER_QUERY_INTERRUPTED = 1317;
const ER_STATEMENT_TIMEOUT = 1969;

const timedOut = (timeoutMs: number) =>
  new DrillFault(
    'timed-out',
    `A verification query did not end within ${timeoutMs / 1000} s.`,
  );

async function ask(
  connection: ScratchConnection,
  sql: string,
  database: string,
  timeoutMs: number,
): Promise<QueryRow[]> {
  await connection.run(
    `SET SESSION max_statement_time = ${
      timeoutMs / 1000
    }, time_zone = '+00:00'`,
  );
  await connection.run('SET SESSION TRANSACTION READ ONLY');
  await connection.run(`USE ${quoteIdentifier(database)}`);
  return connection.run(sql);
}

/**
 * Runs verification queries as an account that may only read, one statement at
 * a time, each with a time limit. One connection a query: a statement that
 * changes its session changes nothing for the next.
 */
export class ReadOnlyQueries {
  readonly #socketPath: string;
  readonly #login: Login;

  constructor(socketPath: string, login: Login) {
    this.#socketPath = socketPath;
    this.#login = login;
  }

  async run(
    sql: string,
    options: { database: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<QueryRow[]> {
    const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    options.signal?.throwIfAborted();
    const connection = await ScratchConnection.open(
      this.#socketPath,
      this.#login,
    );
    let stop: (reason: unknown) => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = reject;
    });
    stopped.catch(() => undefined);
    const onAbort = () => stop(options.signal?.reason);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const late = setTimeout(
      () => stop(timedOut(timeoutMs)),
      timeoutMs + GRACE_MS,
    );
    try {
      return await Promise.race([
        ask(connection, sql, options.database, timeoutMs),
        stopped,
      ]);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (
        error instanceof MariadbQueryError &&
        (error.errno === ER_STATEMENT_TIMEOUT ||
          error.errno === ER_QUERY_INTERRUPTED)
      ) {
        throw timedOut(timeoutMs);
      }
      throw error;
    } finally {
      clearTimeout(late);
      options.signal?.removeEventListener('abort', onAbort);
      connection.close();
    }
  }
}
