import { availableParallelism } from 'node:os';
import {
  BackupFault,
  DrillFault,
  type DumpSource,
  type LoadOptions,
  type LoadResult,
  type QueryRow,
  type RestoredSchema,
  type RestoredTable,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import type { Logins } from './boot/Logins';
import { removeOutside, type ScratchLayout } from './boot/ScratchLayout';
import type { ScratchProcess } from './boot/ScratchProcess';
import { Definers, type Definer } from './load/Definers';
import { loadParts } from './load/DumpLoad';
import type { DumpPart } from './load/DumpPart';
import { dropObjects, restoredObjects } from './load/split/undoing';
import { loadSplit } from './load/split/SplitLoad';
import { MydumperFolder } from './mydumper/MydumperFolder';
import { tellsOfDamage } from './physical/physicalFault';
import type { Binaries } from './process/Binaries';
import type { RunAccount } from './process/RunAccount';
import { quoteIdentifier } from './query/identifiers';
import { ReadOnlyQueries } from './query/ReadOnlyQueries';
import { readDatabases, readSchema } from './query/SchemaReader';
import { ScratchConnection } from './query/ScratchConnections';
import { checkAllTables } from './query/TableChecks';
import { DumpReading } from './scan/DumpReading';
import { SplitFallback } from './scan/split/SplitFallback';

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
  /** Started from a physical backup. */
  physical: boolean;
  /** InnoDB tables lie in one file, where some options of a table are refused. */
  sharesOneFile: boolean;
}

type OpenDump = NonNullable<DumpSource['open']>;

/** What loading one source showed. */
interface Loaded {
  /** Accounts that the source itself brings. */
  accounts: Definer[];
  /** Databases it may have written to. */
  targets: string[];
  result: Omit<LoadResult, 'databases' | 'missingDefiners'>;
}

/** More than four buy little and take the memory of other drills; with one core, one loads while the other waits for us. */
const loadConnections = () => Math.min(4, Math.max(2, availableParallelism()));

function streamResult(
  reading: DumpReading,
  source: DumpSource,
  bytes: number,
  path: string,
): Loaded {
  if (reading.statements === 0) {
    throw new BackupFault(
      'hollow',
      `The dump ${source.name} holds no SQL statement.`,
    );
  }
  return {
    accounts: reading.accounts,
    targets: reading.result.namedDatabases,
    result: { bytes, ...reading.result, path },
  };
}

/** A running scratch MariaDB that holds one drill's copy. */
export class MariadbScratchServer implements ScratchServer {
  readonly #parts: ScratchServerParts;
  readonly #queries: ReadOnlyQueries;
  #sharesOneFile: boolean;

  constructor(parts: ScratchServerParts) {
    this.#parts = parts;
    this.#sharesOneFile = parts.sharesOneFile;
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

  async load(source: DumpSource, options: LoadOptions): Promise<LoadResult> {
    const { admin, process: server } = this.#parts;
    const before = new Set(await this.databases());
    await this.#createDatabase(source.database);
    const watching = new AbortController();
    const watch = server.watchDisk(watching.signal);
    const definers = new Definers(admin);
    try {
      const loaded = source.directory
        ? await this.#loadFolder(source.directory, source, definers, options)
        : await this.#loadStream(source, definers, options);
      await definers.keep(loaded.accounts);
      const missingDefiners = await definers.takeBack();
      const touched = new Set([source.database, ...loaded.targets]);
      const after = await this.databases();
      return {
        databases: after.filter(name => !before.has(name) || touched.has(name)),
        ...loaded.result,
        missingDefiners,
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

  async checkTables(options: { signal: AbortSignal }) {
    const { admin, process: server, physical } = this.#parts;
    try {
      const { checked, damaged } = await checkAllTables(admin, options.signal);
      const logged = await server.damagedTables();
      return { checked, damaged: [...new Set([...damaged, ...logged])] };
    } catch (error) {
      options.signal.throwIfAborted();
      // A page damaged badly enough takes the server down with it.
      if (
        physical &&
        (await server.deathFault())?.code === 'engine-start' &&
        tellsOfDamage(server.log)
      ) {
        throw new BackupFault(
          'table-corrupt',
          'The scratch server broke down over a damaged table of the physical backup.',
        );
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#parts.admin.close();
    await this.#parts.process.stop();
    await removeOutside(this.#parts.layout);
  }

  async #loadStream(
    source: DumpSource,
    definers: Definers,
    options: LoadOptions,
  ): Promise<Loaded> {
    const { open } = source;
    if (!open) {
      throw new DrillFault(
        'internal',
        `The dump ${source.name} was given without a stream.`,
      );
    }
    // As a recovery by hand would run it.
    if (options.tuning === 'default') {
      return this.#loadByClient(open, source, definers, options, 'client');
    }
    const { admin } = this.#parts;
    const before = await restoredObjects(admin);
    const undo = async () => {
      await dropObjects(admin, before);
      await this.#createDatabase(source.database);
    };
    const load = async () => {
      try {
        return await this.#loadBySplitting(open, source, definers, options);
      } catch (error) {
        if (!(error instanceof SplitFallback)) throw error;
        await undo();
        const path = `client (${error.why})`;
        return this.#loadByClient(open, source, definers, options, path);
      }
    };
    try {
      return await load();
    } catch (error) {
      const refused =
        error instanceof BackupFault && error.code === 'load-error';
      if (!refused || !this.#sharesOneFile) throw error;
      // What one file for all refuses, a server as it comes may take.
      await admin.run('SET GLOBAL innodb_file_per_table = ON');
      this.#sharesOneFile = false;
      await undo();
      return load();
    }
  }

  async #loadBySplitting(
    open: OpenDump,
    source: DumpSource,
    definers: Definers,
    options: LoadOptions,
  ): Promise<Loaded> {
    const { layout, logins, account, process: server } = this.#parts;
    const reading = new DumpReading({ split: true });
    const { bytes, path } = await loadSplit({
      reading,
      open,
      database: source.database,
      place: {
        socket: layout.socket,
        login: logins.admin,
        account,
        handoverDir: layout.handoverDir,
      },
      connections: loadConnections(),
      server,
      onDefiners: found => definers.lend(found),
      options,
    });
    return streamResult(reading, source, bytes, path);
  }

  async #loadByClient(
    open: OpenDump,
    source: DumpSource,
    definers: Definers,
    options: LoadOptions,
    path: string,
  ): Promise<Loaded> {
    const reading = new DumpReading();
    const part = { name: 'the dump', reading, open };
    const bytes = await this.#loadParts([part], source, definers, options);
    return streamResult(reading, source, bytes, path);
  }

  async #loadFolder(
    directory: string,
    source: DumpSource,
    definers: Definers,
    options: LoadOptions,
  ): Promise<Loaded> {
    const folder = await MydumperFolder.read(directory);
    // Several databases keep their names apart; a single one lands where we say.
    const target = (database: string) =>
      folder.databases.length > 1 ? database : source.database;
    const targets = folder.databases.map(target);
    for (const database of targets) await this.#createDatabase(database);
    const bytes = await this.#loadParts(
      folder.parts(target),
      source,
      definers,
      options,
    );
    return {
      accounts: [],
      targets,
      result: { bytes, ...folder.result, path: 'client' },
    };
  }

  async #loadParts(
    parts: DumpPart[],
    source: DumpSource,
    definers: Definers,
    options: LoadOptions,
  ): Promise<number> {
    const { binaries, clientFile, account, layout } = this.#parts;
    return loadParts({
      parts,
      database: source.database,
      client: await binaries.require('mariadb'),
      clientFile,
      account,
      cwd: layout.emptyDir,
      server: this.#parts.process,
      onDefiners: found => definers.lend(found),
      ...options,
    });
  }

  async #createDatabase(name: string) {
    await this.#parts.admin.run(
      `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(name)}`,
    );
  }
}
