import type { LeafKind } from '../contracts';

/** What a text looks like as SQL. */
export interface SqlGuess {
  kind: Extract<LeafKind, 'mysqldump' | 'pg-plain' | 'pg-globals'>;
  /** Written by a dump program, or merely SQL that could be one (an upgrade script is not a backup). */
  certain: boolean;
}

// Shells put warnings of the dump program in front of the dump.
const HEADER_WINDOW = 4096;

const PG_CLUSTER = /^-- PostgreSQL database cluster dump\s*$/m;
const PG_DATABASE = /^-- PostgreSQL database dump\s*$/m;
const PG_WITH_DATA =
  /^-- PostgreSQL database dump\s*$|^\\connect |^-- Databases\s*$/m;
const PG_WITHOUT_COMMENTS =
  /^SET (statement_timeout|lock_timeout) = 0;|^SELECT pg_catalog\.set_config\('search_path'/m;
const MYSQL_HEADER = /^-- (MySQL|MariaDB) dump /m;
const MYSQL_SANDBOX = /^\/\*(M!|!)999999\\- enable the sandbox mode \*\//m;
const MYSQL_SETTINGS =
  /^\/\*!(40|50|80|100)\d{3,4} SET (@OLD_|@saved_|NAMES|character_set|TIME_ZONE|FOREIGN_KEY)/im;
const SQL_START =
  /^(--|#|\/\*|SET\b|DROP\b|CREATE\b|INSERT\b|REPLACE\b|USE\b|LOCK\b|START TRANSACTION\b|BEGIN\b|DELIMITER\b)/i;
const MYSQL_STATEMENT =
  /^\s*(CREATE TABLE (IF NOT EXISTS )?`|INSERT (IGNORE )?INTO `|REPLACE INTO `|LOCK TABLES `|CREATE DATABASE\b)|\) ENGINE\s*=|^\s*INSERT INTO \w+ (\([^)]*\) )?VALUES|^\s*CREATE TABLE (IF NOT EXISTS )?\w+/im;

/** Whether the bytes can be text: no control characters a dump would not have. */
export function isText(head: Buffer): boolean {
  if (head.length === 0) return false;
  return !head.some(
    byte => byte < 9 || (byte > 13 && byte < 32 && byte !== 27),
  );
}

/** Recognises SQL dumps by their first bytes; null for anything else. */
export function guessSql(head: Buffer): SqlGuess | null {
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  const header = text.slice(0, HEADER_WINDOW);
  // mysqldump without --hex-blob writes binary columns as they are, so its own
  // header outranks a control character further on.
  if (header.includes('\0')) return null;
  if (MYSQL_HEADER.test(header) || MYSQL_SANDBOX.test(header)) {
    return { kind: 'mysqldump', certain: true };
  }
  if (PG_CLUSTER.test(header)) {
    const kind = PG_WITH_DATA.test(text) ? 'pg-plain' : 'pg-globals';
    return { kind, certain: true };
  }
  if (PG_DATABASE.test(header)) return { kind: 'pg-plain', certain: true };
  if (!SQL_START.test(text)) return null;
  if (MYSQL_SETTINGS.test(header)) return { kind: 'mysqldump', certain: true };
  if (PG_WITHOUT_COMMENTS.test(header)) {
    return { kind: 'pg-plain', certain: true };
  }
  return MYSQL_STATEMENT.test(text)
    ? { kind: 'mysqldump', certain: false }
    : null;
}
