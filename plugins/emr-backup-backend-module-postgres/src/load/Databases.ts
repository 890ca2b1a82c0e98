import { escapeIdentifier, escapeLiteral } from 'pg';
import { ClientCache } from '../server/ClientCache';
import type { Connector } from '../server/connect';
import { ADMIN_ROLE, LOADER_ROLE } from '../server/Cluster';
import { sqlFailure } from './RawStatement';
import { Session } from './Session';

/** The database a new cluster has, and where the superuser works from. */
const MAINTENANCE = 'postgres';
/** In a physical copy `postgres` may be gone; what new databases are made of is not. */
const PHYSICAL_MAINTENANCE = 'template1';

/** What only the superuser of a scratch server does: databases, roles, extensions. */
export class Databases {
  readonly #admins: ClientCache;
  readonly #roles = new Set<string>();

  readonly #maintenance: string;

  constructor(
    private readonly connector: Connector,
    options: { physical?: boolean } = {},
  ) {
    this.#maintenance = options.physical ? PHYSICAL_MAINTENANCE : MAINTENANCE;
    this.#admins = new ClientCache(
      database =>
        connector.connect('admin', database, {
          options: '-c default_transaction_read_only=off',
        }),
      2,
    );
  }

  /** Runs a statement as superuser. Rejects with an SqlFailure. */
  async asAdmin(
    sql: string,
    database: string = this.#maintenance,
  ): Promise<(string | null)[][]> {
    try {
      const client = await this.#admins.get(database);
      const { rows } = await client.query<(string | null)[]>({
        text: sql,
        rowMode: 'array',
      });
      return rows ?? [];
    } catch (error) {
      throw sqlFailure(error);
    }
  }

  async #loader(password: string): Promise<void> {
    await this.asAdmin(
      `CREATE ROLE ${LOADER_ROLE} LOGIN BYPASSRLS PASSWORD ${escapeLiteral(
        password,
      )}`,
    );
  }

  /** In the copy of a template, which is set up already: passwords of this drill alone. */
  async takeOver(passwords: { admin: string; loader: string }): Promise<void> {
    await this.asAdmin(
      `ALTER ROLE ${LOADER_ROLE} PASSWORD ${escapeLiteral(passwords.loader)}`,
    );
    await this.asAdmin(
      `ALTER ROLE ${ADMIN_ROLE} PASSWORD ${escapeLiteral(passwords.admin)}`,
    );
  }

  /** In a new cluster: the role that loads, and the one dumps expect to find. */
  async setUp(loaderPassword: string): Promise<void> {
    await this.#loader(loaderPassword);
    await this.role('postgres');
    for (const database of [MAINTENANCE, 'template1']) {
      await this.asAdmin(`ALTER DATABASE ${database} OWNER TO ${LOADER_ROLE}`);
    }
    if (await this.#has('pg_class', 'relname', 'pg_parameter_acl')) {
      await this.asAdmin(
        `GRANT SET ON PARAMETER session_replication_role TO ${LOADER_ROLE}`,
      );
    }
  }

  /** In a physical copy: the role that reads, whatever the copy's own rights say. */
  async setUpPhysical(loaderPassword: string): Promise<void> {
    await this.#loader(loaderPassword);
    // Before PostgreSQL 14 only a superuser reads everything.
    await this.asAdmin(
      (await this.#has('pg_roles', 'rolname', 'pg_read_all_data'))
        ? `GRANT pg_read_all_data TO ${LOADER_ROLE}`
        : `ALTER ROLE ${LOADER_ROLE} SUPERUSER`,
    );
    const databases = await this.asAdmin(
      'SELECT datname FROM pg_catalog.pg_database WHERE datallowconn',
    );
    for (const [name] of databases) {
      await this.asAdmin(
        `GRANT CONNECT ON DATABASE ${escapeIdentifier(
          String(name),
        )} TO ${LOADER_ROLE}`,
      );
    }
  }

  async #has(catalog: string, column: string, name: string): Promise<boolean> {
    const rows = await this.asAdmin(
      `SELECT 1 FROM pg_catalog.${catalog} WHERE ${column} = ${escapeLiteral(
        name,
      )}`,
    );
    return rows.length > 0;
  }

  /** A role of the dump: it can own things and nothing else. */
  async role(name: string): Promise<void> {
    if (this.#roles.has(name)) return;
    this.#roles.add(name);
    if (await this.#has('pg_roles', 'rolname', name)) return;
    await this.asAdmin(`CREATE ROLE ${escapeIdentifier(name)} NOLOGIN`);
    await this.asAdmin(`GRANT ${escapeIdentifier(name)} TO ${LOADER_ROLE}`);
  }

  /**
   * Makes a database if it is not there. UTF-8 holds what any client encoding
   * converts to; only bytes that were never checked (SQL_ASCII) need a database
   * that does not check them either.
   */
  async create(name: string, encoding?: string): Promise<void> {
    if (await this.#has('pg_database', 'datname', name)) return;
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
    return this.#has('pg_available_extensions', 'name', name);
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
    await this.#admins.close();
  }
}
