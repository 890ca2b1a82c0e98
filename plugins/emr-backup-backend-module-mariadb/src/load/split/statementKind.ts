/**
 * What to do with a statement that is no rows of a big table:
 * `run` it in its turn; `wait` until all rows before it are in, then run it;
 * `keys` of a table are switched on or off for its rows; `skip` what only
 * matters to a single connection; anything else is left to the `client`.
 */
export type StatementKind = 'run' | 'wait' | 'keys' | 'skip' | 'client';

const SKIPPED =
  /^(?:LOCK TABLES?\b|UNLOCK TABLES?$|COMMIT(?: WORK)?$|BEGIN(?: WORK)?$|START TRANSACTION$|SET (?:@OLD_AUTOCOMMIT ?= ?@@AUTOCOMMIT, ?)?(?:SESSION |@@(?:SESSION\.)?)?AUTOCOMMIT ?= ?@?\w+$)/i;
const KEYS = /^ALTER TABLE `((?:[^`]|``)+)` (?:DISABLE|ENABLE) KEYS$/i;
/** Temporary tables are seen by one connection only; these answer with rows, or do what cannot be foreseen. */
const CLIENT = /^CREATE (?:OR REPLACE )?TEMPORARY\b/i;
/** Reads or leans on other tables. */
const LEANING = /\b(?:REFERENCES|SELECT|LIKE)\b/i;
const RUN =
  /^(?:USE |SET |(?:CREATE|DROP|ALTER) (?:DATABASE|SCHEMA)\b|DROP (?:TABLE|VIEW|TRIGGER|PROCEDURE|FUNCTION|EVENT)\b|INSERT |REPLACE )/i;
const VIEW =
  /^CREATE (?:OR REPLACE )?(?:ALGORITHM|DEFINER|SQL SECURITY|VIEW)\b[^;]{0,400}\bVIEW\b/i;
const WAIT =
  /^(?:CREATE|DROP|ALTER|UPDATE|DELETE|TRUNCATE|RENAME|GRANT|FLUSH)\b/i;

/** Judges a statement by its first words and, of definitions, by its whole text. */
export function statementKind(plain: string, text: Buffer): StatementKind {
  if (plain === '') return 'skip';
  if (SKIPPED.test(plain)) return 'skip';
  if (/^SET\b[\s\S]*\bAUTOCOMMIT\b/i.test(plain)) return 'client';
  if (KEYS.test(plain)) return 'keys';
  if (CLIENT.test(plain)) return 'client';
  if (/^CREATE TABLE\b/i.test(plain)) {
    return LEANING.test(text.toString('latin1')) ? 'wait' : 'run';
  }
  if (RUN.test(plain) || VIEW.test(plain)) return 'run';
  return WAIT.test(plain) ? 'wait' : 'client';
}

/** The table whose keys are switched. */
export const keysTable = (plain: string): string =>
  (KEYS.exec(plain)?.[1] ?? '').replaceAll('``', '`');
