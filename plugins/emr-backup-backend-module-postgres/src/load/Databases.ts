import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import type { Connector } from '../server/connect';
import { LOADER_ROLE } from '../server/Cluster';
import { sqlFailure } from './RawStatement';
import { Session } from './Session';

/** The database every cluster has, and where the superuser works from. */
const MAINTENANCE = 'postgres';

/** What only the superuser of a scratch server does: databases, roles, extensions. */
export class Databases {
  readonly #admins = new Map<string, Client>();
  readonly #roles = new Set<string>();

  constructor(private readonly connector: Connector) {}

  async #admin(database: string): Promise<Client> {
    let client = this.#admins.get(database);
    if (!client) {
      client = await this.connector.connect('admin', database, {
        options: '-c default_transaction_read_only=off',
      });
      this.#admins.set(database, client);
    }
    return client;
  }

  /** Runs a statement as superuser. Rejects with an SqlFailure. */
  async asAdmin(
    sql: string,
    database: string = MAINTENANCE,
  ): Promise<(string | null)[][]> {
    try {
      const client = await this.#admin(database);
      const { rows } = await client.query<(string | null)[]>({
        text: sql,
        rowMode: 'array',
      });
      return rows ?? [];
    } catch (error) {
      throw sqlFailure(error);
    }
  }

  /** Makes the role that loads, and the one dumps expect to find. */
  async setUp(loaderPassword: string): Promise<void> {
    await this.asAdmin(
      `CREATE ROLE ${LOADER_ROLE} LOGIN BYPASSRLS PASSWORD ${escapeLiteral(
        loaderPassword,
      )}`,
    );
    await this.role('postgres');
    for (const database of [MAINTENANCE, 'template1']) {
      await this.asAdmin(`ALTER DATABASE ${database} OWNER TO ${LOADER_ROLE}`);
    }
    const parameters = await this.asAdmin(
      `SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'pg_parameter_acl'`,
    );
    if (parameters.length > 0) {
      await this.asAdmin(
        `GRANT SET ON PARAMETER session_replication_role TO ${LOADER_ROLE}`,
      );
    }
  }

  /** A role of the dump: it can own things and nothing else. */
  async role(name: string): Promise<void> {
    if (this.#roles.has(name)) return;
    this.#roles.add(name);
    const known = await this.asAdmin(
      `SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ${escapeLiteral(
        name,
      )}`,
    );
    if (known.length > 0) return;
    await this.asAdmin(`CREATE ROLE ${escapeIdentifier(name)} NOLOGIN`);
    await this.asAdmin(`GRANT ${escapeIdentifier(name)} TO ${LOADER_ROLE}`);
  }

  async exists(name: string): Promise<boolean> {
    const rows = await this.asAdmin(
      `SELECT 1 FROM pg_catalog.pg_database WHERE datname = ${escapeLiteral(
        name,
      )}`,
    );
    return rows.length > 0;
  }

  /**
   * Makes a database if it is not there. UTF-8 holds what any client encoding
   * converts to; only bytes that were never checked (SQL_ASCII) need a database
   * that does not check them either.
   */
  async create(name: string, encoding?: string): Promise<void> {
    if (await this.exists(name)) return;
    const raw = encoding?.toUpperCase() === 'SQL_ASCII';
    await this.asAdmin(
      `CREATE DATABASE ${escapeIdentifier(
        name,
      )} OWNER ${LOADER_ROLE} TEMPLATE template0${
        raw ? ` ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'` : ''
      }`,
    );
  }

  /** True when the extension's files are installed here. */
  async hasExtension(name: string): Promise<boolean> {
    const rows = await this.asAdmin(
      `SELECT 1 FROM pg_catalog.pg_available_extensions WHERE name = ${escapeLiteral(
        name,
      )}`,
    );
    return rows.length > 0;
  }

  /** Creates an extension, whose tables the loader may then fill as the dump wants. */
  async extension(
    database: string,
    name: string,
    schema: string | null,
  ): Promise<void> {
    await this.asAdmin(
      `CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(name)}${
        schema === null ? '' : ` SCHEMA ${escapeIdentifier(schema)}`
      } CASCADE`,
      database,
    );
    const tables = await this.asAdmin(
      `SELECT c.oid::regclass::text
         FROM pg_catalog.pg_depend d
         JOIN pg_catalog.pg_extension e
           ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid
         JOIN pg_catalog.pg_class c
           ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
        WHERE d.deptype = 'e' AND c.relkind IN ('r', 'p', 'S')
          AND e.extname = ${escapeLiteral(name)}`,
      database,
    );
    for (const [table] of tables) {
      await this.asAdmin(`GRANT ALL ON ${table} TO ${LOADER_ROLE}`, database);
    }
  }

  /**
   * A connection that loads. A database may say it is read only
   * (`ALTER DATABASE … SET default_transaction_read_only`, as GNUmed does);
   * loading must not obey that.
   */
  async session(database: string): Promise<Session> {
    return new Session(
      database,
      await this.connector.connect('loader', database, {
        options:
          '-c default_transaction_read_only=off -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0 -c client_min_messages=error',
      }),
    );
  }

  /** Ends the superuser's connections to all databases. */
  async close(): Promise<void> {
    const clients = [...this.#admins.values()];
    this.#admins.clear();
    await Promise.all(clients.map(it => it.end().catch(() => undefined)));
  }
}
