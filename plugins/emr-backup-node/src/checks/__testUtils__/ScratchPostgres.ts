import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, types } from 'pg';
import type { QueryRow, RestoredSchema, ScratchServer } from '../../contracts';

const run = promisify(execFile);

const DATABASE = 'copy';
const COLUMNS = `SELECT c.table_schema AS schema, c.table_name AS name, c.column_name AS col, c.data_type AS type
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
  ORDER BY 1, 2, c.ordinal_position`;

/** A real PostgreSQL for tests of checks: a socket in a folder of its own, gone after `stop`. */
export class ScratchPostgres {
  private constructor(
    private readonly directory: string,
    private readonly process: ChildProcess,
    private readonly client: Client,
  ) {}

  static async start(): Promise<ScratchPostgres> {
    const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'checks-pg-'));
    const bin = await newestBin();
    // PostgreSQL refuses to run as root.
    const account =
      process.getuid?.() === 0 ? await postgresAccount() : undefined;
    if (account) await fs.chown(directory, account.uid, account.gid);
    const data = path.join(directory, 'data');
    const options = { ...account, cwd: directory };
    await run(
      path.join(bin, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'checks',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--no-locale',
        '-N',
      ],
      options,
    );
    const server = spawn(
      path.join(bin, 'postgres'),
      [
        '-D',
        data,
        '-k',
        directory,
        '-c',
        'listen_addresses=',
        '-c',
        'fsync=off',
      ],
      { ...options, stdio: 'ignore' },
    );
    const first = await connect(directory, 'postgres', server);
    await first.query(`CREATE DATABASE ${DATABASE}`);
    await first.end();
    return new ScratchPostgres(
      directory,
      server,
      await connect(directory, DATABASE, server),
    );
  }

  async stop(): Promise<void> {
    await this.client.end();
    const gone = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await gone;
    await fs.rm(this.directory, { recursive: true, force: true });
  }

  /** Runs statements: the making of a copy, or its damage. */
  async run(statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.client.query(statement);
  }

  /** The database as a restored copy. */
  scratch(): ScratchServer {
    const { client } = this;
    const quote = (identifier: string) => `"${identifier.replace(/"/g, '""')}"`;
    return {
      version: 'test',
      settings: {},
      load: async () => {
        throw new Error('The tests of checks load nothing');
      },
      databases: async () => [DATABASE],
      inspect: () => inspect(client),
      query: async (sql, options) => {
        await client.query(
          `SET statement_timeout = ${options.timeoutMs ?? 60_000}`,
        );
        const { rows } = await client.query<QueryRow>(sql);
        return rows;
      },
      quote,
      quoteTable: ({ schema, name }) =>
        schema ? `${quote(schema)}.${quote(name)}` : quote(name),
      stop: async () => undefined,
    };
  }
}

async function newestBin(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = (await fs.readdir(root)).map(Number).sort((a, b) => b - a);
  return path.join(root, String(versions[0]), 'bin');
}

async function postgresAccount(): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string) =>
    Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function connect(
  host: string,
  database: string,
  server: ChildProcess,
): Promise<Client> {
  for (;;) {
    if (server.exitCode !== null)
      throw new Error('postgres ended before it took a connection');
    const client = new Client({
      host,
      database,
      user: 'checks',
      // Instants stay the text the server gives, as the engine hands them over.
      types: {
        getTypeParser: (oid: number) =>
          [1082, 1114, 1184].includes(oid)
            ? (text: string) => text
            : types.getTypeParser(oid),
      },
    });
    try {
      await client.connect();
      return client;
    } catch {
      await delay(100);
    }
  }
}

async function inspect(client: Client): Promise<RestoredSchema> {
  const tables = new Map<string, RestoredSchema['tables'][number]>();
  const columns = await client.query<Record<string, string>>(COLUMNS);
  for (const row of columns.rows) {
    const key = `${row.schema}.${row.name}`;
    const table = tables.get(key) ?? {
      database: DATABASE,
      schema: row.schema,
      name: row.name,
      columns: [],
      primaryKey: ['id'],
      indexes: 0,
      foreignKeys: 0,
    };
    table.columns.push({
      name: row.col,
      type: row.type,
      text: /text|char/.test(row.type),
      temporal: /timestamp|date/.test(row.type),
    });
    tables.set(key, table);
  }
  const views = await client.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, viewname AS name FROM pg_views
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return {
    tables: [...tables.values()],
    views: views.rows.map(view => ({ database: DATABASE, ...view })),
    routines: 0,
    triggers: 0,
    constraints: 0,
    indexes: 0,
  };
}
