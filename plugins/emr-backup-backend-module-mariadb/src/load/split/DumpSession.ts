import { quoteIdentifier, quoteText } from '../../query/identifiers';
import type { LoadConnection } from './LoadConnection';

/**
 * Modes under which an SQL string and a field of LOAD DATA are read the same.
 * EMPTY_STRING_IS_NULL and others are not among them on purpose.
 */
const PLAIN_MODES = new Set([
  '',
  'ALLOW_INVALID_DATES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_AUTO_CREATE_USER',
  'NO_AUTO_VALUE_ON_ZERO',
  'NO_ENGINE_SUBSTITUTION',
  'NO_ZERO_DATE',
  'NO_ZERO_IN_DATE',
  'STRICT_ALL_TABLES',
  'STRICT_TRANS_TABLES',
]);

/** Character sets whose bytes LOAD DATA takes as INSERT does. */
const PLAIN_CHARSETS = new Set([
  'ascii',
  'binary',
  'latin1',
  'utf8',
  'utf8mb3',
  'utf8mb4',
]);

const READ = `SELECT DATABASE() AS db, @@sql_mode AS mode, @@time_zone AS zone,
  @@character_set_client AS client, @@character_set_connection AS connection,
  @@collation_connection AS collation, @@foreign_key_checks AS foreign_keys,
  @@default_storage_engine AS engine`;

/** What the dump has set by the time its rows come, so that other connections are as its own. */
export class DumpSession {
  private constructor(
    readonly database: string,
    readonly sqlMode: string,
    readonly charset: string,
    /** The bytes of rows mean the same to LOAD DATA as to INSERT. */
    readonly plain: boolean,
    /** Foreign keys are checked as rows come. */
    readonly foreignKeyChecks: boolean,
    readonly statements: readonly string[],
  ) {}

  static async read(connection: LoadConnection): Promise<DumpSession> {
    const { row = {} } = await connection.run(READ);
    const plain =
      row.mode.split(',').every(mode => PLAIN_MODES.has(mode)) &&
      PLAIN_CHARSETS.has(row.client) &&
      row.client === row.connection;
    return new DumpSession(
      row.db,
      row.mode,
      row.client,
      plain,
      row.foreign_keys !== '0',
      [
        'SET NAMES utf8mb4',
        `USE ${quoteIdentifier(row.db)}`,
        `SET SESSION character_set_client = ${row.client}, collation_connection = ${row.collation}`,
        `SET SESSION sql_mode = ${quoteText(row.mode)}, time_zone = ${quoteText(
          row.zone,
        )}, foreign_key_checks = ${row.foreign_keys}`,
        // Checked uniqueness keeps InnoDB from its one-statement bulk mode, which shuts other connections out.
        'SET SESSION unique_checks = 1, sql_notes = 1, autocommit = 0',
      ],
    );
  }

  /** Makes a connection as the dump's own. */
  async apply(connection: LoadConnection): Promise<void> {
    for (const statement of this.statements)
      await connection.runUtf8(statement);
  }
}
