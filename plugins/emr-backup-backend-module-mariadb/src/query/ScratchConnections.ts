import { CustomErrorBase } from '@backstage/errors';
import { DrillFault, type QueryRow } from '@emr-backup/plugin-emr-backup-node';
import {
  createConnection,
  type Connection,
  type ConnectionOptions,
} from 'mysql2';
import type { Login } from '../boot/Logins';
import { isAnswer } from '../load/clientError';

/**
 * A statement the scratch server refused: its code and state, and nothing of
 * its text, which quotes rows.
 * @public
 */
export class MariadbQueryError extends CustomErrorBase {
  name = 'MariadbQueryError' as const;
  constructor(readonly errno: number, readonly sqlState: string) {
    super(`The scratch server answered with error ${errno} (${sqlState}).`);
  }
}

const toNumber = (text: string | null): number | bigint | null => {
  if (text === null) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

const bitsToNumber = (bytes: Buffer | null) =>
  bytes === null ? null : toNumber(`0x${bytes.toString('hex') || '0'}`);

/** What mysql2 gives a type cast; it exports no name for it. */
type CastField = Parameters<
  Extract<ConnectionOptions['typeCast'], (...args: never[]) => unknown>
>[0];

/** Every value as a {@link QueryRow} holds it: no dates, no floats of decimals, no buffers. */
function typeCast(field: CastField): QueryRow[string] {
  switch (field.type) {
    case 'TINY':
    case 'SHORT':
    case 'LONG':
    case 'INT24':
    case 'LONGLONG':
    case 'YEAR':
      return toNumber(field.string());
    case 'FLOAT':
    case 'DOUBLE': {
      const text = field.string();
      return text === null ? null : Number(text);
    }
    case 'BIT':
      return bitsToNumber(field.buffer());
    case 'GEOMETRY':
      return field.buffer()?.toString('hex') ?? null;
    default:
      return field.string();
  }
}

/** One connection to the scratch server whose errors hold no values. */
export class ScratchConnection {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  static async open(
    socketPath: string,
    login: Login,
    database?: string,
  ): Promise<ScratchConnection> {
    const options: ConnectionOptions = {
      socketPath,
      user: login.user,
      password: login.password,
      database,
      charset: 'utf8mb4',
      multipleStatements: false,
      typeCast,
    };
    const connection = createConnection(options);
    // Without a listener a lost connection would end the process.
    connection.on('error', () => undefined);
    await new Promise<void>((done, failed) =>
      connection.connect(error => (error ? failed(scrubbed(error)) : done())),
    );
    return new ScratchConnection(connection);
  }

  /** Runs one statement. */
  run(sql: string): Promise<QueryRow[]> {
    return new Promise((done, failed) => {
      this.#connection.query(sql, (error, rows) => {
        if (error) failed(scrubbed(error));
        else done(Array.isArray(rows) ? (rows as QueryRow[]) : []);
      });
    });
  }

  get threadId() {
    return this.#connection.threadId;
  }

  close() {
    this.#connection.destroy();
  }
}

function scrubbed(error: NodeJS.ErrnoException & { sqlState?: string }) {
  return isAnswer(error)
    ? new MariadbQueryError(error.errno, error.sqlState)
    : new DrillFault(
        'engine-start',
        'The connection to the scratch server broke.',
      );
}
