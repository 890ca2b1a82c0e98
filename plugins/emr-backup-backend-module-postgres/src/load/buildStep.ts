import { SQL_NAME, SQL_QUALIFIED_NAME } from '../script/statementHead';

/** Longest statement that is looked at; no index or key pg_dump writes is that long. */
const MAX_BYTES = 64 * 1024;

/**
 * A statement that need not run where it stands in the script.
 *
 * - `index`: may be built while other indexes of the same table are.
 * - `key`: needs its table for itself.
 * - `reference`: a foreign key. `add` announces it without looking at rows,
 *   which takes no time and both tables; `check` then looks at the rows, which
 *   takes time and only the table that refers. Both together are what the
 *   statement of the dump does.
 * - `after`: speaks of an index or key and waits for it.
 */
export type BuildStep =
  | { how: 'index' | 'key'; table: string }
  | {
      how: 'reference';
      table: string;
      target: string;
      add: Buffer;
      check: Buffer;
    }
  | { how: 'after' };

const AFTER = [
  /^COMMENT ON (INDEX|CONSTRAINT)\b/i,
  /^ALTER INDEX\b/i,
  /^ALTER TABLE \S.* CLUSTER ON\b/i,
  /^ALTER TABLE \S.* REPLICA IDENTITY\b/i,
];

const pattern = (source: string) =>
  new RegExp(
    source
      .replace(/QUALIFIED/g, SQL_QUALIFIED_NAME)
      .replace(/NAME/g, SQL_NAME)
      .replace(/ /g, '\\s+'),
    'i',
  );

const INDEX = pattern(
  '^CREATE (?:UNIQUE )?INDEX NAME ON (?:ONLY )?(QUALIFIED) USING ',
);
const KEY = pattern(
  '^ALTER TABLE (?:ONLY )?(QUALIFIED) ADD CONSTRAINT NAME (?:PRIMARY KEY|UNIQUE|EXCLUDE)\\b',
);
/** `ONLY` stands in every one but those of partitioned tables, which cannot be checked later. */
const REFERENCE = pattern(
  '^ALTER TABLE ONLY (QUALIFIED) ADD CONSTRAINT (NAME) FOREIGN KEY\\s*\\(',
);
const TARGET = pattern('\\bREFERENCES (QUALIFIED)\\s*\\(');

/** What the statement waits for, in the words pg_dump uses; undefined: it runs where it stands. */
export function buildStep(head: string, sql: Buffer): BuildStep | undefined {
  if (AFTER.some(known => known.test(head))) return { how: 'after' };
  if (!/^(CREATE|ALTER)\b/i.test(head) || sql.length > MAX_BYTES)
    return undefined;
  // Latin-1 keeps every byte of a name as it is.
  const text = sql.toString('latin1');
  const index = INDEX.exec(text);
  if (index) return { how: 'index', table: index[1] };
  const key = KEY.exec(text);
  if (key) return { how: 'key', table: key[1] };
  const [, table, name] = REFERENCE.exec(text) ?? [];
  const target = TARGET.exec(text)?.[1];
  if (table === undefined || target === undefined) return undefined;
  if (/\bNOT\s+VALID\b/i.test(head) || !text.endsWith(';')) return undefined;
  return {
    how: 'reference',
    table,
    target,
    add: Buffer.from(`${text.slice(0, -1)} NOT VALID;`, 'latin1'),
    check: Buffer.from(
      `ALTER TABLE ONLY ${table} VALIDATE CONSTRAINT ${name};`,
      'latin1',
    ),
  };
}
