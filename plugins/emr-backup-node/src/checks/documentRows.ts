import type {
  CheckContext,
  DocumentFile,
  Profile,
  QueryRow,
  RestoredTable,
} from '../contracts';
import { conditionSql } from './conditions';
import { asNumber } from './rowCounts';
import { columnOf } from './RestoredTables';

/** Rows per statement: keeps a clinic with a million documents out of memory. */
const PAGE = 20_000;

export type DocumentRule = Profile['documents'][number];

/** One row that names a file. Stays in this process. */
export interface DocumentRow {
  /** Path below the rule's folder. */
  name: string;
  hash: string | null;
  /** The file lies encrypted, and the hash is of what it decrypts to. */
  encrypted: boolean;
  /** As stored, on the clinic's wall clock. */
  writtenAt: string | null;
}

/** Walks the rows whose file must exist, page by page. */
export async function* documentRows(
  { server, signal }: CheckContext,
  rule: DocumentRule,
  table: RestoredTable,
): AsyncGenerator<DocumentRow> {
  const file = columnOf(table, rule.file);
  if (!file) return;
  const column = (name: string | undefined) => {
    const found = name === undefined ? undefined : columnOf(table, name);
    return found ? server.quote(found.name) : 'NULL';
  };
  const order = (
    table.primaryKey.length > 0 ? table.primaryKey : [file.name]
  ).map(name => server.quote(name));
  const name = server.quote(file.name);
  for (let offset = 0; ; offset += PAGE) {
    signal.throwIfAborted();
    const rows = await server.query(
      `SELECT ${name} AS file_name, ${column(rule.hash?.column)} AS file_hash,
              ${column(rule.encrypted)} AS file_encrypted, ${column(
        rule.writtenAt,
      )} AS file_written
         FROM ${server.quoteTable(table)}
        WHERE ${name} <> '' AND ${conditionSql(rule.where, table)}
        ORDER BY ${order.join(', ')} LIMIT ${PAGE} OFFSET ${offset}`,
      { database: table.database, signal },
    );
    for (const row of rows) yield readRow(row, rule);
    if (rows.length < PAGE) return;
  }
}

function readRow(row: QueryRow, rule: DocumentRule): DocumentRow {
  const text = (value: QueryRow[string]) =>
    value === null || value === '' ? null : String(value);
  const encrypted = row.file_encrypted;
  return {
    name: fileName(String(row.file_name), rule.after),
    hash: text(row.file_hash)?.toLowerCase() ?? null,
    encrypted:
      encrypted === 't' ||
      encrypted === 'true' ||
      (asNumber(encrypted) ?? 0) !== 0,
    writtenAt: text(row.file_written),
  };
}

/** The part of a stored name or URL that lies below the document folder. */
function fileName(stored: string, after: string | undefined): string {
  const path = stored.replace(/\\/g, '/').trim();
  const at = after === undefined ? -1 : path.lastIndexOf(after);
  const rest =
    after !== undefined && at >= 0 ? path.slice(at + after.length) : path;
  return rest.replace(/^[a-z]+:\/\//i, '').replace(/^\/+/, '');
}

const HEX_LENGTH = { md5: 32, sha1: 40, sha256: 64, 'sha3-512': 128 } as const;

/**
 * Whether the file is the one the row was written for; null when that cannot
 * be told: no hash, an unknown one, an encrypted file (the hash is of the
 * plaintext, which the copy cannot show), or a file whose digest was not taken.
 */
export function sameContent(
  row: DocumentRow,
  file: DocumentFile,
  rule: DocumentRule,
): boolean | null {
  if (!rule.hash || row.hash === null || row.encrypted) return null;
  const stored = row.hash;
  const algorithm = [rule.hash.algorithm, ...rule.hash.older].find(
    one => HEX_LENGTH[one] === stored.length,
  );
  const digest = algorithm && file.digests[algorithm];
  return digest === undefined ? null : digest.toLowerCase() === stored;
}
