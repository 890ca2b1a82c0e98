import { CustomErrorBase } from '@backstage/errors';
import {
  createConnection,
  type Connection,
  type QueryError,
  type ResultSetHeader,
} from 'mysql2';
import type { Login } from '../../boot/Logins';
import { isAnswer, parseClientError, type ClientError } from '../clientError';

/** The server refused a statement: its code and state, nothing of its text. */
export class StatementError extends CustomErrorBase {
  name = 'StatementError' as const;
  constructor(readonly error: ClientError) {
    super(`The scratch server answered with error ${error.code}.`);
  }
}

/** The server is gone. */
export class LostServer extends CustomErrorBase {
  name = 'LostServer' as const;
  constructor() {
    super('The connection to the scratch server broke.');
  }
}

/** What the server says about a statement it took. */
export interface Taken {
  affected: number;
  warnings: number;
  /** Of a statement that answers with rows: the first, by column. */
  row?: Record<string, string>;
}

/** A connection that hands statements over byte by byte, whatever character set they are in. */
export class LoadConnection {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  static async open(
    socketPath: string,
    login: Login,
    database: string,
  ): Promise<LoadConnection> {
    const connection = createConnection({
      socketPath,
      user: login.user,
      password: login.password,
      database,
      // One character a byte on our side; what the bytes mean is said by SET NAMES.
      charset: 'LATIN1_SWEDISH_CI',
      // The library would ask for the mode IGNORE_SPACE, which no dump was written for.
      flags: ['-SESSION_TRACK', '-LOCAL_FILES', '-IGNORE_SPACE'],
      multipleStatements: false,
      // Text of our own questions only.
      typeCast: field => field.string(),
    });
    // Without a listener a lost connection would end the process.
    connection.on('error', () => undefined);
    const opened = new LoadConnection(connection);
    await new Promise<void>((done, failed) =>
      connection.connect(error => (error ? failed(scrubbed(error)) : done())),
    );
    return opened;
  }

  run(sql: Buffer | string): Promise<Taken> {
    const text = typeof sql === 'string' ? sql : sql.toString('latin1');
    return new Promise((done, failed) => {
      this.#connection.query(text, (error, result) => {
        if (error) failed(scrubbed(error));
        else done(taken(result));
      });
    });
  }

  /** Runs a statement whose names and texts are ours to write. */
  runUtf8(sql: string): Promise<Taken> {
    return this.run(Buffer.from(sql, 'utf8'));
  }

  close() {
    this.#connection.destroy();
  }
}

function taken(result: unknown): Taken {
  if (Array.isArray(result)) {
    return { affected: 0, warnings: 0, row: result[0] };
  }
  const header = result as ResultSetHeader;
  return { affected: header.affectedRows, warnings: header.warningStatus };
}

function scrubbed(thrown: QueryError) {
  if (!isAnswer(thrown)) return new LostServer();
  const { errno, sqlState, message } = thrown;
  const error = parseClientError(`ERROR ${errno} (${sqlState}): ${message}`);
  return new StatementError(
    error ?? { code: errno, state: sqlState, line: null },
  );
}
