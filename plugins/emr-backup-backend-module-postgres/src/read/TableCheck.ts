import type { QueryRow } from '@emr-backup/plugin-emr-backup-node';
import type { Databases } from '../load/Databases';
import { LOADER_ROLE } from '../server/Cluster';
import { ScratchQueryError } from './Reader';

const SCHEMA = 'emr_scratch_check';
/** A table may be large; the drill's own time limit ends it. */
const TIMEOUT_MS = 24 * 3600 * 1000;

const TABLES = `
SELECT c.oid AS oid, n.nspname || '.' || c.relname AS name,
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS quoted
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
 ORDER BY 2`;

/**
 * Comparing an index with its rows runs the functions in it, with the rights of
 * the table's owner; so that is left to indexes without functions.
 */
const indexesOf = (oid: number) => `
SELECT i.indexrelid AS oid, i.indexprs IS NULL AND i.indpred IS NULL AS plain FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = c.relam
 WHERE i.indrelid = ${oid} AND i.indisvalid AND i.indisready AND m.amname = 'btree'`;

type Ask = (
  sql: string,
  options: { database: string; timeoutMs: number; signal: AbortSignal },
) => Promise<QueryRow[]>;

/** True for errors that mean the files are damaged, and not that we asked wrongly. */
function meansDamage(error: unknown): boolean {
  return (
    error instanceof ScratchQueryError &&
    /^(XX00[012]|58030|22021|22P0[2-5])$/.test(error.sqlState)
  );
}

/**
 * Reads tables and indexes to their last page: with amcheck where it is
 * installed, else by reading every row in full.
 */
export class TableCheck {
  constructor(
    private readonly databases: Databases,
    private readonly ask: Ask,
    private readonly signal: AbortSignal,
  ) {}

  async run(names: string[]): Promise<{ checked: number; damaged: string[] }> {
    const result = { checked: 0, damaged: [] as string[] };
    for (const database of names) {
      const schema = await this.#prepare(database);
      const ask = (sql: string) =>
        this.ask(sql, {
          database,
          timeoutMs: TIMEOUT_MS,
          signal: this.signal,
        });
      for (const { oid, name, quoted } of await ask(TABLES)) {
        this.signal.throwIfAborted();
        result.checked += 1;
        const sound = await this.#sound(
          ask,
          schema,
          Number(oid),
          String(quoted),
        );
        if (!sound) result.damaged.push(String(name));
      }
    }
    return result;
  }

  /** The schema amcheck's functions lie in; undefined when there is no amcheck. */
  async #prepare(database: string): Promise<string | undefined> {
    const installed = () =>
      this.databases.asAdmin(
        `SELECT pg_catalog.quote_ident(n.nspname), (e.extversion >= '1.3')::text
           FROM pg_catalog.pg_extension e
           JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'`,
        database,
      );
    let [found] = await installed();
    if (!found) {
      if (!(await this.databases.hasExtension('amcheck'))) return undefined;
      await this.databases.asAdmin(
        `CREATE SCHEMA ${SCHEMA}; CREATE EXTENSION amcheck SCHEMA ${SCHEMA}`,
        database,
      );
      [found] = await installed();
    }
    const [schema, usable] = found ?? [];
    // Before 1.3 (PostgreSQL 14) it looks at indexes only.
    if (!schema || usable !== 'true') return undefined;
    await this.databases.asAdmin(
      `GRANT USAGE ON SCHEMA ${schema} TO ${LOADER_ROLE}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${LOADER_ROLE}`,
      database,
    );
    return schema;
  }

  async #sound(
    ask: (sql: string) => Promise<QueryRow[]>,
    schema: string | undefined,
    oid: number,
    quoted: string,
  ): Promise<boolean> {
    try {
      if (schema !== undefined) {
        const [{ faults }] = await ask(
          `SELECT count(*) AS faults FROM ${schema}.verify_heapam(${oid}, check_toast => true)`,
        );
        if (Number(faults) > 0) return false;
        for (const index of await ask(indexesOf(oid))) {
          await ask(
            `SELECT ${schema}.bt_index_check(${index.oid}, ${
              index.plain === 1
            })`,
          );
        }
      }
      await ask(`SELECT count(pg_catalog.md5(t::text)) FROM ${quoted} AS t`);
      return true;
    } catch (error) {
      if (meansDamage(error)) return false;
      throw error;
    }
  }
}
