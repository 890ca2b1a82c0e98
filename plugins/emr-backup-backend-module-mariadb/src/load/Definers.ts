import { randomBytes } from 'node:crypto';
import { quoteText } from '../query/identifiers';
import type { ScratchConnection } from '../query/ScratchConnections';

/** An account that a view, routine, trigger or event runs as. */
export interface Definer {
  user: string;
  host: string;
}

export const definerName = ({ user, host }: Definer) => `${user}@${host}`;

const account = ({ user, host }: Definer) =>
  `${quoteText(user)}@${quoteText(host)}`;

/**
 * Lends a dump the accounts it names as definers for as long as it loads: a
 * view on top of another view cannot even be created while a definer is
 * missing. Afterwards they are taken away again, so that a view whose definer
 * no fresh server would have is found by reading it.
 */
export class Definers {
  readonly #admin: ScratchConnection;
  readonly #lent = new Map<string, Definer>();

  constructor(admin: ScratchConnection) {
    this.#admin = admin;
  }

  /** Creates those that do not exist. */
  async lend(definers: readonly Definer[]): Promise<void> {
    for (const definer of definers) {
      if (this.#lent.has(definerName(definer))) continue;
      const known = await this.#admin.run(
        `SELECT 1 FROM mysql.global_priv WHERE User = ${quoteText(
          definer.user,
        )} AND Host = ${quoteText(definer.host)}`,
      );
      if (known.length > 0) continue;
      await this.keep([definer]);
      this.#lent.set(definerName(definer), definer);
    }
  }

  /** Creates accounts that stay: the dump itself brings them. */
  async keep(definers: readonly Definer[]): Promise<void> {
    for (const definer of definers) {
      const password = randomBytes(24).toString('hex');
      await this.#admin.run(
        `CREATE USER IF NOT EXISTS ${account(
          definer,
        )} IDENTIFIED BY '${password}'`,
      );
      await this.#admin.run(
        `GRANT ALL PRIVILEGES ON *.* TO ${account(definer)}`,
      );
      this.#lent.delete(definerName(definer));
    }
  }

  /** Takes the lent ones away; their names. */
  async takeBack(): Promise<string[]> {
    const names = [...this.#lent.keys()];
    for (const definer of this.#lent.values()) {
      await this.#admin.run(`DROP USER IF EXISTS ${account(definer)}`);
    }
    this.#lent.clear();
    return names;
  }
}
