import type { Readable } from 'node:stream';
import {
  BackupFault,
  DrillFault,
  type DumpSource,
  type LoadProgress,
  type LoadResult,
} from '@emr-backup/plugin-emr-backup-node';
import { DumpHeader, majorOf } from '../script/DumpHeader';
import { DumpScanner } from '../script/DumpScanner';
import type { ScriptEvent } from '../script/ScriptEvent';
import { nameIn } from '../script/statementHead';
import { statementKind, type StatementKind } from '../script/StatementKind';
import { Announced } from './Announced';
import { clientCommand } from './connectCommand';
import { DatabaseLoader } from './DatabaseLoader';
import type { Databases } from './Databases';
import { InsertBatch } from './InsertBatch';
import { LeftOut, type Tier } from './LeftOut';
import { SqlFailure } from './RawStatement';
import { Statements } from './Statements';
import { commandFault, loadFault, refused, type Place } from './verdict';

/** How often progress is told. */
const PROGRESS_BYTES = 1024 * 1024;

/** What a script is loaded into, and how. */
export interface ScriptTarget {
  databases: Databases;
  /** Major version of the scratch server. */
  major: number;
  source: Pick<DumpSource, 'name' | 'database'>;
  tier: Tier;
  /** Tables whose rows the tier `quick` loads. */
  coreTables: readonly string[];
  /** Connections that may load at the same time. */
  connections: number;
  signal: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
  /** Bytes of the archive read so far, when the script is only its translation. */
  archiveBytes?: () => number;
}

/** What a loaded script showed. */
export type ScriptResult = Omit<LoadResult, 'path'> & {
  /** Most connections that loaded at the same time. */
  connections: number;
};

/**
 * Loads the SQL script of pg_dump, pg_dumpall or pg_restore over the protocol,
 * with no client program in between that could obey a command in it.
 *
 * Every statement is run by a role that is no superuser, so that what the
 * scanner cannot see (a function body, a `DO` block) cannot reach the machine
 * either. Databases, roles and extensions are made by us; ownership and grants
 * are left out, as with `pg_restore --no-owner --no-acl`.
 */
export class ScriptLoader {
  readonly #scanner = new DumpScanner();
  readonly #header = new DumpHeader();
  readonly #announced = new Announced();
  readonly #named = new Set<string>();
  readonly #landed = new Set<string>();
  readonly #inserts = new InsertBatch();
  readonly #statements: Statements;
  readonly #leftOut: LeftOut;
  #database: DatabaseLoader;
  #databaseName: string;
  #rowsPlace: Place | undefined;
  #rowsDropped = false;
  #bytes = 0;
  #told = 0;
  #together = 1;

  constructor(private readonly target: ScriptTarget) {
    this.#statements = new Statements(target.databases);
    this.#leftOut = new LeftOut(target.tier, target.coreTables);
    this.#databaseName = target.source.database;
    this.#database = this.#loaderOf(this.#databaseName);
  }

  async load(script: Readable): Promise<ScriptResult> {
    const { signal } = this.target;
    const abort = () => {
      script.destroy();
      this.#database.destroy();
    };
    signal.addEventListener('abort', abort, { once: true });
    let whole = false;
    try {
      for await (const chunk of script) {
        signal.throwIfAborted();
        this.#bytes += chunk.length;
        await this.#take(this.#scanner.feed(chunk));
        this.#progress();
      }
      signal.throwIfAborted();
      await this.#take(this.#scanner.end());
      await this.#leave();
      whole = true;
      return this.#result();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      script.destroy();
      if (!whole) {
        this.#database.destroy();
        await this.#database.close();
      }
    }
  }

  #loaderOf(database: string): DatabaseLoader {
    const { databases, connections, tier, signal } = this.target;
    const loader = new DatabaseLoader({
      databases,
      database,
      connections,
      statements: this.#statements,
      announced: this.#announced,
      known: () => this.#header.opened,
      partial: tier === 'quick',
    });
    if (signal.aborted) loader.destroy();
    return loader;
  }

  #result(): ScriptResult {
    return {
      databases: [...this.#landed],
      bytes: this.target.archiveBytes?.() ?? this.#bytes,
      trailer: this.#header.trailer,
      takenAt: this.#header.takenAt,
      namedDatabases: [...this.#named],
      announced: this.#announced.result,
      connections: this.#together,
    };
  }

  #progress(): void {
    const { onProgress, archiveBytes } = this.target;
    if (this.#bytes - this.#told < PROGRESS_BYTES) return;
    this.#told = this.#bytes;
    onProgress?.({
      bytes: archiveBytes?.() ?? this.#bytes,
      table: this.#rowsPlace?.table,
    });
  }

  async #take(events: ScriptEvent[]): Promise<void> {
    for (const event of events) {
      switch (event.type) {
        case 'statement':
          this.#header.content();
          await this.#statement(event.sql, event.line);
          break;
        case 'rows':
          if (!this.#rowsDropped)
            await this.#guardRows(() => this.#database.rows(event.data));
          break;
        case 'rows-end':
          if (!this.#rowsDropped)
            await this.#guardRows(() => this.#database.endRows());
          this.#rowsDropped = false;
          this.#rowsPlace = undefined;
          break;
        case 'comment':
          this.#comment(event.text);
          break;
        case 'command':
          await this.#command(event.text, event.line, event.inside);
          break;
        default:
          await this.#flush();
          throw new BackupFault(
            'load-error',
            `Line ${event.line} of ${this.target.source.name} goes on after "COPY … FROM stdin;"; the dump is damaged there.`,
          );
      }
    }
  }

  #comment(text: string): void {
    this.#header.comment(text);
    const { serverVersion } = this.#header;
    if (serverVersion && majorOf(serverVersion) > this.target.major) {
      throw newerServer(
        this.target.source.name,
        serverVersion,
        this.target.major,
      );
    }
  }

  async #command(text: string, line: number, inside: boolean): Promise<void> {
    await this.#flush();
    const command = clientCommand(text);
    if (inside || command.action === 'refuse') {
      throw commandFault(this.target.source.name, line, text);
    }
    if (command.action === 'connect' && command.database !== undefined) {
      await this.#leave();
      this.#databaseName = command.database;
      this.#database = this.#loaderOf(command.database);
      this.#named.add(command.database);
    }
  }

  /** Ends the work on the current database, whatever it still waits for. */
  async #leave(): Promise<void> {
    await this.#flush();
    await this.#database.settle();
    if (this.#database.landed) this.#landed.add(this.#databaseName);
    this.#together = Math.max(this.#together, this.#database.together);
    await this.#database.close();
  }

  #place(kind: StatementKind, line: number): Place {
    const { dumpVersion } = this.#header;
    return {
      dump: this.target.source.name,
      line,
      kind,
      ...(dumpVersion &&
        majorOf(dumpVersion) > this.target.major && {
          newerDump: dumpVersion,
        }),
    };
  }

  async #statement(sql: Buffer, line: number): Promise<void> {
    const kind = statementKind(sql);
    const place = this.#place(kind, line);
    if (kind.label === 'INSERT' && kind.action === 'run') {
      await this.#insert(sql, place);
      return;
    }
    await this.#flush();
    switch (kind.action) {
      case 'ownership':
      case 'placement':
      case 'absent':
        break;
      case 'role':
        await this.#statements.role(kind.head);
        break;
      case 'database': {
        const name = await this.#statements.database(sql, kind.head);
        if (name !== undefined) this.#named.add(name);
        break;
      }
      case 'extension':
        await this.#statements.extension(await this.#ready(), sql, place);
        this.#database.landed = true;
        break;
      case 'event-trigger':
        await this.#statements.eventTrigger(await this.#ready(), sql, place);
        break;
      case 'refused':
        throw refused(
          this.target.source.name,
          line,
          `a ${kind.label} statement that reaches the server's machine`,
        );
      case 'rows':
        await this.#beginRows(sql, place);
        break;
      default:
        if (!this.#leftOut.statement(kind.head))
          await this.#database.statement(sql, place);
    }
  }

  /** The connection that runs the script, once all that was put off is done. */
  async #ready() {
    await this.#database.settle();
    return this.#database.session();
  }

  async #insert(sql: Buffer, place: Place): Promise<void> {
    if (this.#leftOut.rows(place.kind.head)) return;
    const session = await this.#database.session();
    if (session.inTransaction) {
      await this.#database.statement(sql, place);
    } else if (this.#inserts.add(sql, place)) await this.#flush();
  }

  async #flush(): Promise<void> {
    const batch = this.#inserts.take();
    if (batch) await this.#database.statement(batch.sql, batch.place);
  }

  async #beginRows(sql: Buffer, place: Place): Promise<void> {
    this.#rowsDropped = this.#leftOut.rows(place.kind.head);
    if (this.#rowsDropped) return;
    await this.#database.beginRows(sql, place);
    this.#rowsPlace = { ...place, table: nameIn(place.kind.head, 'COPY NAME') };
  }

  async #guardRows(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof SqlFailure && this.#rowsPlace) {
        throw loadFault(error, this.#rowsPlace, Buffer.alloc(0));
      }
      throw error;
    }
  }
}

/** A dump from a PostgreSQL that is newer than the scratch server. */
export function newerServer(
  dump: string,
  version: string,
  major: number,
): DrillFault {
  return new DrillFault(
    'engine-version',
    `${dump} comes from PostgreSQL ${version}, and the newest one installed here is ${major}. Install the Debian package "postgresql-${majorOf(
      version,
    )}" on the drill host and run the drill again.`,
  );
}
