import type { Readable } from 'node:stream';
import type {
  RestoreTier,
  ServerTuning,
} from '@emr-backup/plugin-emr-backup-common';

/**
 * What a leaf of an opened artifact is, by its content.
 * `file` is anything else: a document, a key, a log.
 * @public
 */
export const LEAF_KINDS = [
  'mysqldump',
  'mydumper',
  'mariadb-datadir',
  'mariabackup',
  'xbstream',
  'pg-plain',
  'pg-custom',
  'pg-tar',
  'pg-directory',
  'pg-basebackup',
  'pg-globals',
  'empty',
  'file',
] as const;
/** What a leaf of an opened artifact is. @public */
export type LeafKind = (typeof LEAF_KINDS)[number];

/** Bytes and rows moved so far; `total` when it is known. @public */
export interface LoadProgress {
  bytes: number;
  totalBytes?: number;
  /** The table being loaded, by name. */
  table?: string;
}

/** A dump to load: a stream, or a directory staged in the drill's work dir. @public */
export interface DumpSource {
  kind: LeafKind;
  /** Name inside the artifact, for people. */
  name: string;
  /** Set for stream kinds. */
  open?: (options?: { signal?: AbortSignal }) => Promise<Readable>;
  /** Set for directory kinds (mydumper, pg-directory, physical backups). */
  directory?: string;
  /**
   * Scratch database the rows land in when the dump itself names none. Chosen
   * by the pipeline, never by the dump.
   */
  database: string;
  /** The database it came from, when the artifact's name or profile says so. A hint for people; it never chooses where rows land. */
  databaseHint?: string;
}

/** What reading a dump while it was loaded showed. @public */
export interface LoadResult {
  /** Scratch databases the rows landed in. */
  databases: string[];
  /** Bytes of SQL (or of the archive) read. */
  bytes: number;
  /** Null when the format has no trailer. */
  trailer: boolean | null;
  /** ISO time from the dump's own header or trailer, when it has one. Without an offset it is the wall clock of the host that made the dump. */
  takenAt?: string;
  /** Version of the server the dump was taken from, when its header tells. */
  sourceVersion?: string;
  /** Accounts (`user@host`) that views, routines or triggers run as and that neither a fresh server nor the dump itself brings. */
  missingDefiners?: string[];
  /** `USE`/`CREATE DATABASE`/`\connect` seen in the dump, by name. */
  namedDatabases: string[];
  /** What the dump announced: the baseline-free half of the structure checks. */
  announced?: {
    tables: string[];
    constraints?: number;
    indexes?: number;
    routines?: number;
    triggers?: number;
    views?: string[];
  };
  /** How it was loaded, for the report: `client`, `split`, … */
  path: string;
}

/** One table of the restored copy. @public */
export interface RestoredTable {
  database: string;
  /** Schema in PostgreSQL, absent in MariaDB. */
  schema?: string;
  name: string;
  columns: { name: string; type: string; text: boolean; temporal: boolean }[];
  primaryKey: string[];
  /** Secondary indexes. */
  indexes: number;
  foreignKeys: number;
}

/** The structure of the restored copy. @public */
export interface RestoredSchema {
  tables: RestoredTable[];
  views: { database: string; schema?: string; name: string }[];
  routines: number;
  triggers: number;
  /** Foreign, unique and check constraints and primary keys. */
  constraints: number;
  indexes: number;
}

/** One row of a verification query. Stays in this process. @public */
export type QueryRow = Record<string, string | number | bigint | null>;

/** How a dump is to be loaded. @public */
export interface LoadOptions {
  signal: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
  /**
   * How much of it; default `full`. An engine that cannot leave anything out
   * of this dump loads all of it and says so in {@link LoadResult.path}: the
   * drill is labelled by what was asked, which claims less, never more.
   */
  tier?: RestoreTier;
  /** Tables whose rows the tier `quick` loads, by name; every other table may stay empty. */
  coreTables?: readonly string[];
  /** `default`: a single stream, as a recovery by hand would run it. Default: `throwaway`. */
  tuning?: ServerTuning;
}

/** A running scratch server that holds nothing but this drill's copy. @public */
export interface ScratchServer {
  readonly version: string;
  /** Settings in force that matter for the restore. */
  readonly settings: Record<string, string>;
  load(source: DumpSource, options: LoadOptions): Promise<LoadResult>;
  /** Databases that hold restored tables. */
  databases(): Promise<string[]>;
  inspect(): Promise<RestoredSchema>;
  /** One read-only statement. Instants come back as `YYYY-MM-DD HH:MM:SS[.ffffff]` strings. Rejects with a scrubbed error. */
  query(
    sql: string,
    options: { database: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<QueryRow[]>;
  /** Quotes an identifier in this engine's way. */
  quote(identifier: string): string;
  /** Quotes a table with its schema where there is one. */
  quoteTable(table: Pick<RestoredTable, 'schema' | 'name'>): string;
  /** Reads a table to its end the engine's own way (`CHECK TABLE`, amcheck); the tables that are damaged, by name. */
  checkTables?(options: {
    signal: AbortSignal;
  }): Promise<{ checked: number; damaged: string[] }>;
  /** Stops the server and waits until its process is gone. */
  stop(): Promise<void>;
}

/** How to start a scratch server. @public */
export interface BootOptions {
  /**
   * A fresh directory of this drill alone; what the engine writes lies below it.
   * Whatever cannot (a socket whose path is too long, a log in memory) is
   * noted there, closed to others, and goes with the server or its reaping.
   */
  workDir: string;
  /** Server settings from the profile. */
  settings: Record<string, string>;
  /** A physical backup to start from instead of an empty server, staged below `workDir`. */
  physical?: DumpSource;
  signal: AbortSignal;
  /** Version the artifact says it came from, when known. */
  sourceVersion?: string;
  /** Bytes of what will be loaded, as it lies in the store. Small backups need another server than large ones. */
  expectedBytes?: number;
  /**
   * `default`: the server's own default settings beside the profile's and those
   * that keep it closed. Default: `throwaway`, tuned to be fast and thrown away.
   */
  tuning?: ServerTuning;
}

/**
 * Knows how to restore one family of databases. What an engine cannot do is
 * declared in `accepts`, never skipped in silence.
 * @public
 */
export interface RestoreEngine {
  readonly name: string;
  readonly accepts: readonly LeafKind[];
  /** Kinds in `accepts` that must be staged as a directory before boot. */
  readonly physical: readonly LeafKind[];
  /** Kinds in `accepts` that are loaded from a staged directory. */
  readonly directories: readonly LeafKind[];
  /** The server version installed here; throws `DrillFault('engine-missing')`. */
  probe(): Promise<{ version: string }>;
  boot(options: BootOptions): Promise<ScratchServer>;
  /** Kills scratch servers that a dead drill left below this directory. Returns how many. */
  reap(workDir: string): Promise<number>;
}
