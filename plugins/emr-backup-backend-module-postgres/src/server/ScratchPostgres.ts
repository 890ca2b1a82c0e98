import {
  DrillFault,
  type DumpSource,
  type LoadOptions,
  type LoadResult,
  type QueryRow,
  type RestoredSchema,
  type RestoredTable,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { escapeIdentifier } from 'pg';
import {
  ArchiveScript,
  isArchiveKind,
  type ArchiveKind,
} from '../load/ArchiveScript';
import type { Databases } from '../load/Databases';
import { SqlFailure } from '../load/RawStatement';
import { ScriptLoader } from '../load/ScriptLoader';
import { isLost } from '../load/verdict';
import { HOLDS_TABLES, readCatalog } from '../read/catalog';
import { Reader, ScratchQueryError } from '../read/Reader';
import { TableCheck } from '../read/TableCheck';
import type { Connector } from './connect';
import type { PhysicalFacts } from './PhysicalCopy';
import { scratchFull, type Postmaster } from './Postmaster';
import { loaderConnections } from './settings';

/** A running scratch server's parts. */
export interface ScratchParts {
  postmaster: Postmaster;
  connector: Connector;
  databases: Databases;
  settings: Record<string, string>;
  /** Set when the server runs on a physical backup. */
  physical?: PhysicalFacts;
}

/** One throwaway PostgreSQL server and the copy restored into it. */
export class ScratchPostgres implements ScratchServer {
  readonly version: string;
  readonly settings: Record<string, string>;
  readonly #parts: ScratchParts;
  readonly #reader: Reader;

  constructor(parts: ScratchParts) {
    this.#parts = parts;
    this.version = parts.connector.cluster.installation.version;
    this.settings = parts.settings;
    this.#reader = new Reader(parts.connector);
  }

  async load(source: DumpSource, options: LoadOptions): Promise<LoadResult> {
    options.signal.throwIfAborted();
    if (source.kind === 'pg-basebackup') return this.#physical(source);
    return this.#watched(
      () =>
        isArchiveKind(source.kind)
          ? this.#loadArchive(source, source.kind, options)
          : this.#loadScript(source, options),
      options.signal,
    );
  }

  /** The rows are there since the server started; this tells about them. */
  async #physical(source: DumpSource): Promise<LoadResult> {
    const { physical } = this.#parts;
    if (!physical) {
      throw new DrillFault(
        'format-unsupported',
        `${source.name} is a physical backup: the scratch server must be started on it.`,
      );
    }
    return {
      databases: await this.databases(),
      bytes: physical.bytes,
      trailer: null,
      takenAt: physical.takenAt,
      namedDatabases: [],
      path: 'physical',
    };
  }

  /** Work on the server; what ends it or its disk is told as such. */
  async #watched<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      const state =
        error instanceof SqlFailure
          ? error.state
          : error instanceof ScratchQueryError && error.sqlState;
      if (!state) throw error;
      if (isLost(state)) {
        const fault = await this.#parts.postmaster.fault();
        if (fault) throw fault;
      }
      if (state === '53100') throw scratchFull();
      if (error instanceof ScratchQueryError) throw error;
      throw new DrillFault(
        'internal',
        `The scratch PostgreSQL server refused a step of the drill (SQLSTATE ${state}).`,
      );
    }
  }

  async #loadScript(
    source: DumpSource,
    options: LoadOptions,
  ): Promise<LoadResult> {
    if (!source.open) {
      throw new DrillFault(
        'format-unsupported',
        `${source.name} cannot be read as a stream, which a ${source.kind} dump must be.`,
      );
    }
    const loader = this.#loader(source, options);
    const { connections, ...result } = await loader.load(
      await source.open({ signal: options.signal }),
    );
    return { ...result, path: pathOf('protocol', connections) };
  }

  #loader(
    source: DumpSource,
    { signal, onProgress, tier, coreTables, tuning }: LoadOptions,
    archiveBytes?: () => number,
  ): ScriptLoader {
    const { databases, connector } = this.#parts;
    const { major } = connector.cluster.installation;
    return new ScriptLoader({
      databases,
      major,
      source,
      tier: tier ?? 'full',
      coreTables: coreTables ?? [],
      connections: tuning === 'default' ? 1 : loaderConnections(),
      signal,
      onProgress,
      archiveBytes,
    });
  }

  async #loadArchive(
    source: DumpSource,
    kind: ArchiveKind,
    options: LoadOptions,
  ): Promise<LoadResult> {
    const { signal } = options;
    const { cluster } = this.#parts.connector;
    const script = await ArchiveScript.start(
      cluster.installation,
      source,
      kind,
      {
        cwd: cluster.workDir,
        // A staged directory is readable for us alone.
        account: kind === 'pg-directory' ? undefined : cluster.account,
        signal,
      },
    );
    const kill = () => script.kill();
    signal.addEventListener('abort', kill, { once: true });
    try {
      const loader = this.#loader(source, options, () => script.bytes);
      const loaded = loader.load(script.stdout);
      // A script that ends too early has its cause in the archive, so ask there first.
      const { connections, ...result } = await loaded.catch(
        async (error: unknown) => {
          if (isTruncated(error)) await script.finish();
          throw error;
        },
      );
      await script.finish();
      return {
        ...result,
        trailer: null,
        path: pathOf('pg_restore', connections),
      };
    } finally {
      signal.removeEventListener('abort', kill);
      script.kill();
    }
  }

  async databases(): Promise<string[]> {
    const rows = await this.#watched(() =>
      this.#parts.databases.asAdmin(
        `SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1`,
      ),
    );
    const found: string[] = [];
    for (const [database] of rows) {
      if (database === null) continue;
      const [{ tables }] = await this.query(HOLDS_TABLES, { database });
      if (Number(tables) > 0) found.push(database);
    }
    return found;
  }

  async inspect(): Promise<RestoredSchema> {
    const total: RestoredSchema = {
      tables: [],
      views: [],
      routines: 0,
      triggers: 0,
      constraints: 0,
      indexes: 0,
    };
    for (const database of await this.databases()) {
      const one = await readCatalog(database, sql =>
        this.query(sql, { database }),
      );
      total.tables.push(...one.tables);
      total.views.push(...one.views);
      total.routines += one.routines;
      total.triggers += one.triggers;
      total.constraints += one.constraints;
      total.indexes += one.indexes;
    }
    return total;
  }

  async query(
    sql: string,
    options: { database: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<QueryRow[]> {
    return this.#watched(
      () => this.#reader.query(sql, options),
      options.signal,
    );
  }

  quote(identifier: string): string {
    return escapeIdentifier(identifier);
  }

  quoteTable(table: Pick<RestoredTable, 'schema' | 'name'>): string {
    const name = escapeIdentifier(table.name);
    return table.schema === undefined
      ? name
      : `${escapeIdentifier(table.schema)}.${name}`;
  }

  async checkTables(options: {
    signal: AbortSignal;
  }): Promise<{ checked: number; damaged: string[] }> {
    const check = new TableCheck(
      this.#parts.databases,
      (sql, how) => this.query(sql, how),
      options.signal,
    );
    return this.#watched(
      async () => check.run(await this.databases()),
      options.signal,
    );
  }

  async stop(): Promise<void> {
    const { postmaster, connector, databases } = this.#parts;
    const closing = Promise.all([this.#reader.close(), databases.close()]);
    await postmaster.stop();
    await closing;
    await connector.close();
  }
}

/** How it was loaded, for the report. */
function pathOf(name: string, connections: number): string {
  return connections > 1
    ? `${name}, ${connections} connections`
    : `${name}, a single stream`;
}

function isTruncated(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'truncated' || error.code === 'trailer-missing')
  );
}
