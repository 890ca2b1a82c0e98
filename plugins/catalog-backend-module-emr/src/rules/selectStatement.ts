import type { TextRule } from './TextRule';

/** What the SQL of a check looks like, for messages. */
export const SELECT_WORDING =
  "one SELECT statement such as 'SELECT COUNT(*) FROM demographic'";

/** Texts, quoted names and comments: what stands in them is not SQL. */
const QUOTED =
  /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`(?:[^`]|``)*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * The early, readable refusal of what plainly is not one question. The drill
 * looks again, for statements that write or reach out, before it asks.
 */
export const selectStatementRule: TextRule = value => {
  const bare = value
    .trim()
    .replace(/;\s*$/, '')
    .replace(QUOTED, quoted => (/^[-#/]/.test(quoted) ? ' ' : "''"));
  if (!/^[\s(]*(?:select|with)\b/i.test(bare)) {
    return {};
  }
  return bare.includes(';')
    ? { hint: 'without a second statement' }
    : undefined;
};
