import type { Readable } from 'node:stream';
import {
  BackupFault,
  DrillFault,
  type DumpSource,
  type LoadProgress,
  type LoadResult,
} from '@emr-backup/plugin-emr-backup-node';
import { DumpHeader, majorOf } from '../script/DumpHeader';
import { DumpScanner, type ScriptEvent } from '../script/DumpScanner';
import { nameIn } from '../script/statementHead';
import { statementKind, type StatementKind } from '../script/StatementKind';
import { Announced } from './Announced';
import { clientCommand } from './connectCommand';
import type { Databases } from './Databases';
import { SqlFailure } from './RawStatement';
import type { Session } from './Session';
import {
  commandFault,
  isHarmless,
  loadFault,
  mayRunAsAdmin,
  missingExtension,
  refused,
  type Place,
} from './verdict';

/** Single rows (`pg_dump --inserts`) travel together up to this size. */
const BATCH_BYTES = 256 * 1024;
/** How often progress is told. */
const PROGRESS_BYTES = 1024 * 1024;

/** What a script is loaded into, and how. */
export interface ScriptTarget {
  databases: Databases;
  /** Major version of the scratch server. */
  major: number;
  source: Pick<DumpSource, 'name' | 'database'>;
  signal: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
  /** Bytes of the archive read so far, when the script is only its translation. */
  archiveBytes?: () => number;
}

/** What a loaded script showed. */
export type ScriptResult = Omit<LoadResult, 'path'>;

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
  readonly #roles = new Set<string>();
  #database: string;
  #session: Session | undefined;
  /** `SET …` seen before the database is known to be needed. */
  #preamble: { sql: Buffer; kind: StatementKind; line: number }[] = [];
  #encoding: string | undefined;
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #batchPlace: Place | undefined;
  #rowsPlace: Place | undefined;
  #bytes = 0;
  #told = 0;

  constructor(private readonly target: ScriptTarget) {
    this.#database = target.source.database;
  }

  async load(script: Readable): Promise<ScriptResult> {
    const { signal } = this.target;
    const abort = () => {
      script.destroy();
      this.#session?.destroy();
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      for await (const chunk of script) {
        signal.throwIfAborted();
        this.#bytes += chunk.length;
        await this.#take(this.#scanner.feed(chunk));
        this.#progress();
      }
      signal.throwIfAborted();
      await this.#take(this.#scanner.end());
      await this.#flush();
      return this.#result();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      script.destroy();
      if (signal.aborted) this.#session?.destroy();
      await this.#session?.close();
    }
  }

  #result(): ScriptResult {
    return {
      databases: [...this.#landed],
      bytes: this.target.archiveBytes?.() ?? this.#bytes,
      trailer: this.#header.trailer,
      takenAt: this.#header.takenAt,
      namedDatabases: [...this.#named],
      announced: this.#announced.result,
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
          await this.#guardRows(() => this.#session?.rows(event.data));
          break;
        case 'rows-end':
          await this.#guardRows(() => this.#session?.endRows());
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
      await this.#close();
      this.#database = command.database;
      this.#named.add(command.database);
    }
  }

  async #close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#preamble = [];
    this.#encoding = undefined;
    await session?.close();
  }

  /** The connection to the current database, which is made when the first statement needs it. */
  async #open(): Promise<Session> {
    if (!this.#session) {
      const { databases } = this.target;
      await databases.create(this.#database, this.#encoding);
      this.#session = await databases.session(this.#database);
      if (this.target.signal.aborted) this.#session.destroy();
      const preamble = this.#preamble;
      this.#preamble = [];
      for (const { sql, kind, line } of preamble) {
        await this.#run(sql, this.#place(kind, line));
      }
    }
    return this.#session;
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
        await this.#role(kind.head);
        break;
      case 'database':
        await this.#createDatabase(sql, kind.head);
        break;
      case 'extension':
        await this.#extension(sql, place);
        break;
      case 'event-trigger':
        await this.#eventTrigger(sql, place);
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
        await this.#ordinary(sql, place);
    }
  }

  async #ordinary(sql: Buffer, place: Place): Promise<void> {
    const { kind } = place;
    if (
      !this.#session &&
      /^(SET|SELECT pg_catalog\.set_config)\b/i.test(kind.head)
    ) {
      const encoding = /^SET client_encoding (?:=|TO) '?([\w-]+)/i.exec(
        sql.toString('latin1'),
      )?.[1];
      this.#encoding = encoding ?? this.#encoding;
      this.#preamble.push({ sql, kind, line: place.line });
      return;
    }
    await this.#open();
    if (await this.#run(sql, place)) {
      this.#landed.add(this.#database);
      this.#announced.statement(kind.head);
    }
  }

  /** Runs one statement; false when it failed in a way that means nothing. */
  async #run(sql: Buffer, place: Place): Promise<boolean> {
    const session = await this.#open();
    const single = !session.inTransaction;
    try {
      await session.run(sql);
      return true;
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      if (isHarmless(error.state, place.kind.head)) return false;
      if (single && (await this.#again(error, sql, place))) return true;
      throw loadFault(error, place, sql);
    }
  }

  /** Second try, for what was ours to prepare: a role nobody announced, rights only a superuser has. */
  async #again(
    failure: SqlFailure,
    sql: Buffer,
    place: Place,
  ): Promise<boolean> {
    const { databases } = this.target;
    const role = failure.missingRole;
    if (role !== undefined && !this.#roles.has(role)) {
      this.#roles.add(role);
      await databases.role(role);
      return this.#run(sql, place);
    }
    if (failure.state === '42501' && mayRunAsAdmin(place.kind.head, sql)) {
      await this.#asAdmin(sql, place);
      return true;
    }
    return false;
  }

  async #asAdmin(sql: Buffer, place: Place, after = ''): Promise<void> {
    const session = await this.#open();
    const path = await session.value(
      `SELECT pg_catalog.current_setting('search_path')`,
    );
    try {
      await this.target.databases.asAdmin(
        `SELECT pg_catalog.set_config('search_path', '${(path ?? '').replace(
          /'/g,
          "''",
        )}', false)`,
        this.#database,
      );
      await this.target.databases.asAdmin(
        `${sql.toString('utf8')}${after}`,
        this.#database,
      );
    } catch (error) {
      if (error instanceof SqlFailure) throw loadFault(error, place, sql);
      throw error;
    }
  }

  async #role(head: string): Promise<void> {
    const name = nameIn(head, 'CREATE (?:ROLE|USER|GROUP) NAME');
    if (name !== undefined) await this.target.databases.role(name);
  }

  async #createDatabase(sql: Buffer, head: string): Promise<void> {
    const name = nameIn(head, 'CREATE DATABASE NAME');
    if (name === undefined) return;
    this.#named.add(name);
    const encoding = /\bENCODING = '([\w-]+)'/i.exec(sql.toString('latin1'));
    await this.target.databases.create(name, encoding?.[1]);
  }

  async #extension(sql: Buffer, place: Place): Promise<void> {
    const { databases } = this.target;
    const text = sql.toString('latin1').replace(/\s+/g, ' ');
    const name = nameIn(text, 'CREATE EXTENSION (?:IF NOT EXISTS )?NAME');
    if (name === undefined || !/^[\w-]{1,63}$/.test(name)) {
      throw new BackupFault(
        'load-error',
        `${this.target.source.name} holds a CREATE EXTENSION without a usable name at line ${place.line}; the dump is damaged there.`,
      );
    }
    const session = await this.#open();
    this.#landed.add(this.#database);
    if (name === 'plpgsql') return;
    if (!(await databases.hasExtension(name))) throw missingExtension(name);
    const schema =
      nameIn(
        text,
        '(?:CREATE EXTENSION (?:IF NOT EXISTS )?[^ ]+ WITH SCHEMA )NAME',
      ) ?? (await session.value('SELECT pg_catalog.current_schema()'));
    try {
      await databases.extension(this.#database, name, schema);
    } catch (error) {
      if (error instanceof SqlFailure) throw loadFault(error, place, sql);
      throw error;
    }
  }

  /** Kept, but switched off at once: it would fire in our own superuser's hands. */
  async #eventTrigger(sql: Buffer, place: Place): Promise<void> {
    const name = nameIn(place.kind.head, 'CREATE EVENT TRIGGER NAME');
    const quoted = `"${(name ?? '').replace(/"/g, '""')}"`;
    await this.#asAdmin(sql, place, ` ALTER EVENT TRIGGER ${quoted} DISABLE;`);
  }

  async #insert(sql: Buffer, place: Place): Promise<void> {
    const session = await this.#open();
    if (session.inTransaction) {
      await this.#ordinary(sql, place);
      return;
    }
    this.#batchPlace ??= place;
    this.#batch.push(sql);
    this.#batchBytes += sql.length;
    if (this.#batchBytes >= BATCH_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    const place = this.#batchPlace;
    if (!place) return;
    const sql = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
    this.#batchPlace = undefined;
    await this.#ordinary(sql, place);
  }

  async #beginRows(sql: Buffer, place: Place): Promise<void> {
    const session = await this.#open();
    try {
      await session.beginRows(sql);
    } catch (error) {
      if (error instanceof SqlFailure) throw loadFault(error, place, sql);
      throw error;
    }
    this.#landed.add(this.#database);
    this.#rowsPlace = { ...place, table: nameIn(place.kind.head, 'COPY NAME') };
  }

  async #guardRows(work: () => Promise<void> | undefined): Promise<void> {
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
