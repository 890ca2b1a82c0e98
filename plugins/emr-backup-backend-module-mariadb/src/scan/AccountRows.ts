import type { Definer } from '../load/Definers';

/** Tables whose first two columns are Host and User, in MySQL and MariaDB of any age. */
const ACCOUNT_TABLES = new Set(['user', 'global_priv']);

const STRING = "'((?:[^'\\\\]|\\\\.|'')*)'";
const ROW_START = new RegExp(`[(]${STRING}\\s*,\\s*${STRING}\\s*,`, 'y');
/** Whatever may stand between one row's first two columns and the next row. */
const REST_OF_ROW =
  /(?:[^'")]|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*")*[)]\s*,?\s*/y;

const unescape = (text: string) =>
  Buffer.from(
    text.replaceAll("''", "'").replace(/\\(.)/g, '$1'),
    'latin1',
  ).toString('utf8');

/** Finds the accounts in the rows that a dump of all databases holds. Passwords are passed over. */
export class AccountRows {
  readonly #found: Definer[] = [];

  isAccountTable(table: string | undefined): boolean {
    return table !== undefined && ACCOUNT_TABLES.has(table);
  }

  /** Reads one INSERT statement. */
  read(statement: string) {
    let at = statement.search(/\bVALUES\b/i);
    if (at < 0) return;
    at = statement.indexOf('(', at);
    while (at >= 0 && at < statement.length) {
      ROW_START.lastIndex = at;
      const row = ROW_START.exec(statement);
      if (!row) return;
      const [host, user] = [unescape(row[1]), unescape(row[2])];
      // Roles have no host, anonymous accounts no name: neither can define anything.
      if (host && user) this.#found.push({ user, host });
      REST_OF_ROW.lastIndex = ROW_START.lastIndex;
      if (!REST_OF_ROW.exec(statement)) return;
      at = REST_OF_ROW.lastIndex;
    }
  }

  get found(): Definer[] {
    return this.#found;
  }
}
