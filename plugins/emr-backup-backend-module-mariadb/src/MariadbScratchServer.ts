import type {
  DumpSource,
  LoadProgress,
  LoadResult,
  QueryRow,
  RestoredSchema,
  RestoredTable,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import type { Logins } from './boot/Logins';
import { removeShortDir, type ScratchLayout } from './boot/ScratchLayout';
import type { ScratchProcess } from './boot/ScratchProcess';
import { Definers } from './load/Definers';
import { loadDump } from './load/DumpLoad';
import type { Binaries } from './process/Binaries';
import type { RunAccount } from './process/RunAccount';
import { quoteIdentifier } from './query/identifiers';
import { ReadOnlyQueries } from './query/ReadOnlyQueries';
import { readDatabases, readSchema } from './query/SchemaReader';
import { ScratchConnection } from './query/ScratchConnections';
import { checkAllTables } from './query/TableChecks';

/** What a running server is made of. */
export interface ScratchServerParts {
  binaries: Binaries;
  account: RunAccount;
  layout: ScratchLayout;
  logins: Logins;
  clientFile: string;
  process: ScratchProcess;
  admin: ScratchConnection;
  version: string;
  settings: Record<string, string>;
}

/** A running scratch MariaDB that holds one drill's copy. */
export class MariadbScratchServer implements ScratchServer {
  readonly #parts: ScratchServerParts;
  readonly #queries: ReadOnlyQueries;

  constructor(parts: ScratchServerParts) {
    this.#parts = parts;
    this.#queries = new ReadOnlyQueries(
      parts.layout.socket,
      parts.logins.reader,
    );
  }

  get version() {
    return this.#parts.version;
  }

  get settings() {
    return this.#parts.settings;
  }

  async load(
    source: DumpSource,
    options: {
      signal: AbortSignal;
      onProgress?: (progress: LoadProgress) => void;
    },
  ): Promise<LoadResult> {
    const { admin, binaries, process: server } = this.#parts;
    const before = new Set(await this.databases());
    await admin.run(
      `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(source.database)}`,
    );
    const watching = new AbortController();
    const watch = server.watchDisk(watching.signal);
    const definers = new Definers(admin);
    try {
      const { bytes, reading } = await loadDump({
        source,
        client: await binaries.require('mariadb'),
        clientFile: this.#parts.clientFile,
        account: this.#parts.account,
        cwd: this.#parts.layout.emptyDir,
        server,
        onDefiners: found => definers.lend(found),
        ...options,
      });
      await definers.keep(reading.accounts);
      const missingDefiners = await definers.takeBack();
      const touched = new Set([
        source.database,
        ...reading.result.namedDatabases,
      ]);
      const after = await this.databases();
      return {
        databases: after.filter(name => !before.has(name) || touched.has(name)),
        bytes,
        ...reading.result,
        missingDefiners,
        path: 'client',
      };
    } finally {
      watching.abort();
      await watch;
    }
  }

  databases(): Promise<string[]> {
    return readDatabases(this.#parts.admin);
  }

  inspect(): Promise<RestoredSchema> {
    return readSchema(this.#parts.admin);
  }

  query(
    sql: string,
    options: { database: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<QueryRow[]> {
    return this.#queries.run(sql, options);
  }

  quote(identifier: string): string {
    return quoteIdentifier(identifier);
  }

  quoteTable(table: Pick<RestoredTable, 'schema' | 'name'>): string {
    return quoteIdentifier(table.name);
  }

  checkTables(options: { signal: AbortSignal }) {
    return checkAllTables(this.#parts.admin, options.signal);
  }

  async stop(): Promise<void> {
    this.#parts.admin.close();
    await this.#parts.process.stop();
    await removeShortDir(this.#parts.layout);
  }
}
