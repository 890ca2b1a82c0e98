import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection, type Connection } from 'mysql2/promise';
import type { QueryRow, RestoredSchema, ScratchServer } from '../../contracts';

const run = promisify(execFile);

const COLUMNS = `SELECT table_schema AS db, table_name AS tbl, column_name AS col, column_type AS type,
  data_type IN ('char','varchar','tinytext','text','mediumtext','longtext') AS text,
  data_type IN ('date','datetime','timestamp') AS temporal, column_key = 'PRI' AS pk
  FROM information_schema.columns WHERE table_schema = ? ORDER BY table_name, ordinal_position`;
const COUNTS = `SELECT
  (SELECT COUNT(*) FROM information_schema.table_constraints WHERE table_schema = ?) AS constraints,
  (SELECT COUNT(DISTINCT table_name, index_name) FROM information_schema.statistics
    WHERE table_schema = ? AND index_name <> 'PRIMARY') AS indexes,
  (SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema = ?) AS routines,
  (SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = ?) AS triggers`;

/** A real MariaDB for tests of checks: a socket in a folder of its own, gone after `stop`. */
export class ScratchMariaDb {
  private databases = 0;

  private constructor(
    private readonly directory: string,
    private readonly process: ChildProcess,
    private readonly connection: Connection,
  ) {}

  static async start(): Promise<ScratchMariaDb> {
    // The server's own account has to get in when the tests run as root.
    const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'checks-db-'));
    const asRoot = process.getuid?.() === 0;
    if (asRoot) await run('chown', ['mysql', directory]);
    const account = asRoot ? ['--user=mysql'] : [];
    const datadir = path.join(directory, 'data');
    const socketPath = path.join(directory, 's.sock');
    await run('mariadb-install-db', [
      '--no-defaults',
      ...account,
      `--datadir=${datadir}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    const server = spawn(
      'mariadbd',
      [
        '--no-defaults',
        ...account,
        `--datadir=${datadir}`,
        `--socket=${socketPath}`,
        `--pid-file=${path.join(directory, 'pid')}`,
        '--skip-networking',
        '--skip-log-bin',
        '--sql-mode=',
        '--innodb-buffer-pool-size=32M',
        '--innodb-flush-log-at-trx-commit=0',
      ],
      {
        stdio: 'ignore',
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
      },
    );
    return new ScratchMariaDb(
      directory,
      server,
      await connect(socketPath, server),
    );
  }

  async stop(): Promise<void> {
    await this.connection.end();
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
    await fs.rm(this.directory, { recursive: true, force: true });
  }

  /** A fresh database with these statements run in it. */
  async database(statements: readonly string[]): Promise<string> {
    this.databases += 1;
    const name = `copy_${this.databases}`;
    await this.connection.query(
      `CREATE DATABASE ${name} CHARACTER SET utf8mb4`,
    );
    await this.run(name, statements);
    return name;
  }

  /** Changes a database: the damage of a test. */
  async run(database: string, statements: readonly string[]): Promise<void> {
    await this.connection.query(`USE ${database}`);
    for (const statement of statements) await this.connection.query(statement);
  }

  /** The database as a restored copy. */
  scratch(database: string): ScratchServer {
    const { connection } = this;
    const quote = (identifier: string) =>
      `\`${identifier.replace(/`/g, '``')}\``;
    return {
      version: 'test',
      settings: {},
      load: async () => {
        throw new Error('The tests of checks load nothing');
      },
      databases: async () => [database],
      inspect: () => inspect(connection, database),
      query: async (sql, options) => {
        await connection.query(`USE ${options.database}`);
        const timeout = (options.timeoutMs ?? 60_000) / 1000;
        const [rows] = await connection.query(
          `SET STATEMENT max_statement_time=${timeout} FOR ${sql}`,
        );
        return rows as QueryRow[];
      },
      quote,
      quoteTable: table => quote(table.name),
      checkTables: async () => ({ checked: 0, damaged: [] }),
      stop: async () => undefined,
    };
  }
}

async function connect(
  socketPath: string,
  server: ChildProcess,
): Promise<Connection> {
  for (;;) {
    if (server.exitCode !== null)
      throw new Error('mariadbd ended before it took a connection');
    try {
      return await createConnection({
        socketPath,
        user: 'root',
        charset: 'utf8mb4',
        dateStrings: true,
      });
    } catch {
      await delay(100);
    }
  }
}

async function inspect(
  connection: Connection,
  database: string,
): Promise<RestoredSchema> {
  const ask = async (sql: string, values: unknown[]) =>
    (await connection.query(sql, values))[0] as Record<string, string>[];
  const views = await ask(
    'SELECT table_name AS name FROM information_schema.views WHERE table_schema = ?',
    [database],
  );
  const viewNames = new Set(views.map(view => view.name));
  const tables = new Map<string, RestoredSchema['tables'][number]>();
  for (const row of await ask(COLUMNS, [database])) {
    if (viewNames.has(row.tbl)) continue;
    const table = tables.get(row.tbl) ?? {
      database,
      name: row.tbl,
      columns: [],
      primaryKey: [],
      indexes: 0,
      foreignKeys: 0,
    };
    table.columns.push({
      name: row.col,
      type: row.type,
      text: Number(row.text) === 1,
      temporal: Number(row.temporal) === 1,
    });
    if (Number(row.pk) === 1) table.primaryKey.push(row.col);
    tables.set(row.tbl, table);
  }
  const [counts] = await ask(COUNTS, Array(4).fill(database));
  return {
    tables: [...tables.values()],
    views: views.map(view => ({ database, name: view.name })),
    routines: Number(counts.routines),
    triggers: Number(counts.triggers),
    constraints: Number(counts.constraints),
    indexes: Number(counts.indexes),
  };
}
