import {
  DrillFault,
  type LoadResult,
} from '@emr-backup/plugin-emr-backup-node';
import type { Definer } from '../load/Definers';
import { AccountRows } from './AccountRows';
import { SYSTEM_SCHEMAS } from './systemSchemas';
import { DumpFacts } from './DumpFacts';
import { DumpScanner, type ScanListener } from './DumpScanner';
import {
  StatementCollector,
  type CollectorListener,
  type SplitItem,
} from './split/StatementCollector';
import type { Judgement } from './StatementGate';
import { matchedName, plainStatement, statementPattern } from './statementText';

const USE = statementPattern('USE NAME');
const CREATE_DATABASE = statementPattern(
  'CREATE (?:OR REPLACE )?(?:DATABASE|SCHEMA) (?:IF NOT EXISTS )?NAME',
);
const DROP_DATABASE = statementPattern(
  'DROP (?:DATABASE|SCHEMA) (?:IF EXISTS )?NAME',
);
const INSERT = statementPattern(
  '(?:INSERT|REPLACE) (?:IGNORE )?(?:INTO )?(?:NAME\\.)?NAME',
);
const DEFINITION = /^(?:CREATE|ALTER TABLE)\b/i;

/** Statements that reach beyond the copy: replication, plugins, the server's life. */
const OUTREACH =
  /^(?:CHANGE (?:MASTER|REPLICATION)|(?:START|STOP|RESET) (?:ALL )?(?:SLAVE|SLAVES|REPLICA|MASTER|GROUP_REPLICATION)|(?:UN)?INSTALL (?:PLUGIN|SONAME|COMPONENT)|SHUTDOWN|SET @@GLOBAL\.GTID_PURGED|SET GLOBAL)\b/i;

const DEFINER =
  /\bDEFINER ?= ?(?:`([^`]+)`|'([^']+)'|"([^"]+)")@(?:`([^`]+)`|'([^']+)'|"([^"]+)")/i;

const NO_BACKSLASH_ESCAPES = /\bsql_mode\s*=\s*['"]?([^'";]*)/i;
const RISKY_CHARSET =
  /^SET\s+(?:NAMES|CHARACTER SET|character_set_client\s*=)\s*['"]?(big5|cp932|gbk|gb18030|gb2312|sjis)\b/i;

const HEADER = /^-- (?:MySQL|MariaDB) dump\b/;
const TRAILER =
  /^-- Dump completed(?: on (\d{4}-\d\d-\d\d)\s+(\d{1,2}):(\d\d:\d\d))?/;
const SERVER_VERSION = /^-- Server version\s+(\d[\w.+~:-]*)/;

/** Reads one mysqldump: what goes to the server, and what the dump says about itself. */
export class DumpReading implements ScanListener, CollectorListener {
  readonly #scanner: DumpScanner;
  readonly #facts: DumpFacts;
  readonly #named = new Set<string>();
  #header = false;
  #complete = false;
  #takenAt: string | undefined;
  #serverVersion: string | undefined;
  #table: string | undefined;
  #inSystemSchema = false;
  #statements = 0;
  #newDefiners: Definer[] = [];
  readonly #accounts = new AccountRows();
  readonly #collector: StatementCollector | undefined;

  /**
   * The facts of several files may be gathered in one place; the name begins
   * sentences. A dump that is split comes out of `take()` and not of `push()`.
   */
  constructor({
    name = 'The dump',
    facts = new DumpFacts(),
    split = false,
  } = {}) {
    this.#facts = facts;
    this.#collector = split ? new StatementCollector(this) : undefined;
    this.#scanner = new DumpScanner(this, name, this.#collector);
  }

  /** Of a dump that is split: what was read since the last call. */
  take(): SplitItem[] {
    return this.#collector?.take() ?? [];
  }

  get inSystemSchema(): boolean {
    return this.#inSystemSchema;
  }

  /** What of a chunk goes to the server. Throws a BackupFault when the dump may not be loaded. */
  push(chunk: Buffer): Buffer[] {
    return this.#scanner.push(chunk);
  }

  /** The rest. Throws when the dump was cut off inside a statement. */
  end(): Buffer[] {
    const rest = this.#scanner.end();
    this.#collector?.rows.close();
    return rest;
  }

  /** The table whose rows were read last. */
  get table(): string | undefined {
    return this.#table;
  }

  /** Accounts named as definers since the last call. */
  takeDefiners(): Definer[] {
    const definers = this.#newDefiners;
    this.#newDefiners = [];
    return definers;
  }

  /** Accounts the dump brings along in its copy of the server's own schema. */
  get accounts(): Definer[] {
    return this.#accounts.found;
  }

  get statements(): number {
    return this.#statements;
  }

  /** What {@link LoadResult} says about the dump itself. */
  get result(): Pick<
    LoadResult,
    'trailer' | 'takenAt' | 'sourceVersion' | 'namedDatabases' | 'announced'
  > {
    return {
      // Dumps made with --skip-comments have neither header nor trailer.
      trailer: this.#complete || this.#header ? this.#complete : null,
      ...(this.#takenAt ? { takenAt: this.#takenAt } : {}),
      ...(this.#serverVersion ? { sourceVersion: this.#serverVersion } : {}),
      namedDatabases: [...this.#named],
      announced: this.#facts.announced,
    };
  }

  comment(line: string) {
    if (HEADER.test(line)) {
      this.#header = true;
      this.#complete = false;
    }
    const trailer = TRAILER.exec(line);
    if (trailer) {
      this.#complete = true;
      const [, date, hours, rest] = trailer;
      if (date) this.#takenAt = `${date}T${hours.padStart(2, '0')}:${rest}`;
    }
    this.#serverVersion ??= SERVER_VERSION.exec(line)?.[1];
  }

  judge(head: string): Judgement {
    this.#statements += 1;
    // Most statements of a dump are rows: they take the short way.
    if (/^(?:INSERT|REPLACE)\b/i.test(head)) {
      const insert = INSERT.exec(head);
      this.#table = insert ? matchedName(insert.slice(4, 7)) : this.#table;
      return this.#inSystemSchema
        ? { pass: false, keepText: this.#accounts.isAccountTable(this.#table) }
        : { pass: true };
    }
    const statement = plainStatement(head);
    const use = USE.exec(statement);
    if (use) return this.#use(matchedName(use.slice(1, 4)) ?? '');
    const created = CREATE_DATABASE.exec(statement);
    if (created) return this.#createDatabase(matchedName(created.slice(1, 4)));
    const dropped = DROP_DATABASE.exec(statement);
    if (dropped && SYSTEM_SCHEMAS.has(matchedName(dropped.slice(1, 4)) ?? '')) {
      return { pass: false };
    }
    if (this.#inSystemSchema || OUTREACH.test(statement)) {
      return { pass: false };
    }
    if (/^SET\b/i.test(statement)) this.#set(statement);
    this.#noteDefiner(statement);
    return { pass: true, keepText: DEFINITION.test(statement) };
  }

  statementText(text: string) {
    if (this.#inSystemSchema) this.#accounts.read(text);
    else this.#facts.definition(text);
  }

  #noteDefiner(statement: string) {
    const match = DEFINER.exec(statement);
    if (!match) return;
    const [user, host] = [match.slice(1, 4), match.slice(4, 7)].map(groups =>
      Buffer.from(groups.find(Boolean) ?? '', 'latin1').toString('utf8'),
    );
    this.#newDefiners.push({ user, host });
  }

  #use(name: string): Judgement {
    this.#inSystemSchema = SYSTEM_SCHEMAS.has(name);
    if (!this.#inSystemSchema) this.#named.add(name);
    return { pass: !this.#inSystemSchema };
  }

  #createDatabase(name: string | undefined): Judgement {
    if (name === undefined || SYSTEM_SCHEMAS.has(name)) return { pass: false };
    this.#named.add(name);
    return { pass: true };
  }

  #set(statement: string) {
    const mode = NO_BACKSLASH_ESCAPES.exec(statement);
    if (mode) {
      this.#scanner.backslashEscapes = !/NO_BACKSLASH_ESCAPES/i.test(mode[1]);
    }
    const charset = RISKY_CHARSET.exec(statement);
    if (charset) {
      throw new DrillFault(
        'format-unsupported',
        `The dump is written in the character set ${charset[1].toLocaleLowerCase(
          'en-US',
        )}, in which the loader cannot tell text from commands. Dump it with --default-character-set=utf8mb4.`,
      );
    }
  }
}
