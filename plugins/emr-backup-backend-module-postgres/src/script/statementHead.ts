/** Longest head of a statement that is looked at to tell what it does. */
const HEAD_BYTES = 16 * 1024;

const STRING = /'(?:[^']|'')*'?/g;
const COMMENT = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** A name as SQL writes it, quoted or not. */
export const SQL_NAME = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*)`;
/** A name that may stand behind its schema's. */
export const SQL_QUALIFIED_NAME = `(?:${SQL_NAME}\\.)?${SQL_NAME}`;

/** The name without quotes, folded as PostgreSQL folds it. */
export function unquoteName(name: string): string {
  return name.startsWith('"')
    ? Buffer.from(name.slice(1, -1).replace(/""/g, '"'), 'latin1').toString()
    : name.toLowerCase();
}

/**
 * The statement's head with strings blanked, comments dropped and white space
 * squeezed. Latin-1, so that every byte survives; names go through
 * {@link unquoteName}.
 */
export function statementHead(sql: Buffer): string {
  return sql
    .subarray(0, HEAD_BYTES)
    .toString('latin1')
    .replace(STRING, "''")
    .replace(COMMENT, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The last words of a statement, where `OWNER TO` stands. */
export function statementTail(sql: Buffer): string {
  return sql
    .subarray(Math.max(0, sql.length - 512))
    .toString('latin1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a COPY statement reads from or writes to. */
export type CopyTarget = 'stdin' | 'stdout' | 'server';

/** Null when the statement is no COPY. */
export function copyTarget(head: string): CopyTarget | null {
  if (!/^COPY\b/i.test(head)) return null;
  let depth = 0;
  const tokens = head.match(/"(?:[^"]|"")*"|''|[A-Za-z_]+|[()]|\S/g) ?? [];
  for (let at = 0; at < tokens.length - 1; at++) {
    if (tokens[at] === '(') depth += 1;
    else if (tokens[at] === ')') depth -= 1;
    else if (depth === 0 && /^(FROM|TO)$/i.test(tokens[at])) {
      const target = tokens[at + 1].toLowerCase();
      return target === 'stdin' || target === 'stdout' ? target : 'server';
    }
  }
  return 'server';
}

/** True for `COPY … FROM stdin`, after which rows follow in the script. */
export function isCopyFromStdin(sql: Buffer): boolean {
  return copyTarget(statementHead(sql)) === 'stdin';
}

/** The name in `head` that stands where `NAME` stands in the pattern, with its schema when that is said. */
export function qualifiedNameIn(
  head: string,
  pattern: string,
): { schema?: string; name: string } | undefined {
  const source = pattern
    .replace(/ /g, String.raw`\s+`)
    .replace('NAME', `(${SQL_QUALIFIED_NAME})`);
  const found = new RegExp(`^${source}`, 'i').exec(head)?.[1];
  if (found === undefined) return undefined;
  const parts = (found.match(new RegExp(SQL_NAME, 'g')) ?? [found]).map(
    unquoteName,
  );
  const name = parts[parts.length - 1];
  return parts.length > 1 ? { schema: parts[0], name } : { name };
}

/** The name in `head` that stands where `NAME` stands in the pattern; dotted names keep their last part. */
export function nameIn(head: string, pattern: string): string | undefined {
  return qualifiedNameIn(head, pattern)?.name;
}
