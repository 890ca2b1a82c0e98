import { InputError } from '@backstage/errors';

/** Strings, quoted names and comments, so that what is inside them is not read as SQL. */
const TOKEN =
  /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`(?:[^`]|``)*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//g;
const EXECUTABLE_COMMENT = /^\/\*(?:M?!)/;
/** What a SELECT can carry that does more than read. `INSERT(` and `REPLACE(` are functions of text. */
const WRITING =
  /\b(?:insert|update|delete|merge|into|outfile|dumpfile)\b(?!\s*\()/i;
/** Functions that wait, or reach files and other servers. */
const REACHING =
  /\b(?:sleep|benchmark|load_file|pg_sleep\w*|pg_read_\w*|pg_ls_\w*|lo_\w+|dblink\w*)\s*\(/i;

/**
 * The statement of a custom check, trimmed, when it is one that only reads;
 * else an InputError that says what is wrong. This keeps honest people from
 * accidents; the scratch server is thrown away either way.
 */
export function readOnlyStatement(sql: string): string {
  const statement = sql.trim().replace(/;\s*$/, '');
  for (const [token] of statement.matchAll(TOKEN))
    if (EXECUTABLE_COMMENT.test(token))
      throw new InputError(
        'its SQL holds an executable comment (/*! … */), which may do anything',
      );
  const bare = statement.replace(TOKEN, token =>
    /^[-#/]/.test(token) ? ' ' : "''",
  );
  if (bare.includes(';'))
    throw new InputError('its SQL holds more than one statement');
  if (!/^\s*(?:\(\s*)*(?:select|with)\b/i.test(bare))
    throw new InputError('its SQL is not a SELECT statement');
  const refused = (WRITING.exec(bare) ?? REACHING.exec(bare))?.[0].replace(
    /\s*\($/,
    '',
  );
  if (refused)
    throw new InputError(
      `its SQL uses "${refused.toUpperCase()}", and a check may only read`,
    );
  return statement;
}
