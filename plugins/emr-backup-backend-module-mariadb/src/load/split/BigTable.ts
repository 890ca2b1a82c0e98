import {
  DrillFault,
  type LoadOptions,
} from '@emr-backup/plugin-emr-backup-node';
import { quoteIdentifier } from '../../query/identifiers';
import {
  MariadbQueryError,
  type ScratchConnection,
} from '../../query/ScratchConnections';
import { SplitFallback } from '../../scan/split/SplitFallback';
import { LoadError } from './LoadError';
import { tableDefinition, type TablePlan } from './TablePlan';

const ER_DUP_ENTRY = 1062;

/** What goes wrong on a full disk or without memory, whoever asked. */
const OF_THE_MACHINE = new Set([28, 1021, 1026, 1037, 1038, 1041, 1114]);

/** Bytes of rows that are read in the time an entry of an index takes. */
const BYTES_AN_ENTRY = 500;

/** A table whose rows go over connections beside the dump's own, and what became of it. */
export class BigTable {
  /** Batches handed out and not yet loaded. */
  pending = 0;
  /** One batch at a time is being loaded. */
  busy = false;
  /** All of its rows were read. */
  whole = false;
  bytes = 0;
  rows = 0;
  /** Its keys are built; its foreign keys are still to come. */
  wantsForeignKeys = false;
  /** Batches by the way they went. */
  readonly batches = { load: 0, insert: 0 };
  /** Its keys are not there at the moment. */
  #keysAway = false;
  /** What the table is once its keys are away; undefined when they stayed in place. */
  #bare: string | undefined;
  /** Statements of the dump that wait for its rows. */
  readonly #afterwards: string[] = [];

  constructor(
    readonly plan: TablePlan,
    /** Line of its first rows. */
    readonly line: number,
  ) {}

  get deferred(): boolean {
    return this.#bare !== undefined;
  }

  /** Takes the keys away while the table is empty. One that cannot be taken leaves all in place. */
  async deferKeys(connection: ScratchConnection): Promise<void> {
    const { keys, foreignKeys, quoted } = this.plan;
    if (keys.length === 0) return;
    const drops = [
      ...foreignKeys.map(
        ({ name }) => `DROP FOREIGN KEY ${quoteIdentifier(name)}`,
      ),
      ...keys.map(({ name }) => `DROP KEY ${quoteIdentifier(name)}`),
    ];
    try {
      await this.#alter(connection, drops);
    } catch (error) {
      if (error instanceof MariadbQueryError) return;
      throw error;
    }
    this.#keysAway = true;
    this.#bare = await tableDefinition(connection, quoted);
  }

  /** Its keys were left out, and nothing needed them. */
  get keysLeftOut(): boolean {
    return this.#keysAway;
  }

  /** Whether a foreign key on these columns would miss a key that is away. */
  misses(columns: readonly string[]): boolean {
    return (
      this.#keysAway &&
      columns.some((name, place) => this.plan.primary[place] !== name)
    );
  }

  /** Brings keys back that the tier leaves out, for a foreign key that leans on them. */
  async bringKeys(connection: ScratchConnection): Promise<void> {
    await this.#addKeys(connection);
    await this.addForeignKeys(connection);
  }

  /** Runs once its rows are in, and before the table counts as loaded. */
  afterwards(statement: string) {
    this.#afterwards.push(statement);
  }

  get needsFinish(): boolean {
    return this.deferred || this.#afterwards.length > 0;
  }

  /** How much work is left once the rows are in: sorting entries, more than reading rows. */
  get finishWork(): number {
    return this.rows * this.plan.keys.length + this.bytes / BYTES_AN_ENTRY;
  }

  /**
   * Builds the keys and proves that the table is then what the dump's own
   * statement makes on this server; one with foreign keys waits for those.
   */
  async finish(
    connection: ScratchConnection,
    tier: NonNullable<LoadOptions['tier']>,
  ): Promise<void> {
    for (const statement of this.#afterwards) await connection.run(statement);
    if (!this.deferred) return;
    const { foreignKeys } = this.plan;
    if (tier !== 'full') {
      await this.#prove(connection, this.#bare);
      return;
    }
    await this.#addKeys(connection);
    if (foreignKeys.length > 0) this.wantsForeignKeys = true;
    else await this.#prove(connection, this.plan.definition);
  }

  /** Once the keys of all tables are there on which they lean. Nothing is checked, as in the dump. */
  async addForeignKeys(connection: ScratchConnection): Promise<void> {
    const { foreignKeys } = this.plan;
    if (foreignKeys.length > 0) await this.#add(connection, foreignKeys);
    this.wantsForeignKeys = false;
    await this.#prove(connection, this.plan.definition);
  }

  async #addKeys(connection: ScratchConnection) {
    await this.#add(connection, this.plan.keys);
    this.#keysAway = false;
  }

  async #prove(connection: ScratchConnection, expected: string | undefined) {
    if ((await tableDefinition(connection, this.plan.quoted)) === expected) {
      return;
    }
    throw new DrillFault(
      'internal',
      'A table differs from its definition in the dump after its indexes were built; this is a fault of the loader, not of the backup.',
    );
  }

  async #add(
    connection: ScratchConnection,
    keys: readonly { definition: string }[],
  ) {
    const adds = keys.map(({ definition }) => `ADD ${definition}`);
    try {
      await this.#alter(connection, adds);
    } catch (error) {
      if (!(error instanceof MariadbQueryError)) throw error;
      const { errno, sqlState } = error;
      if (errno !== ER_DUP_ENTRY && !OF_THE_MACHINE.has(errno)) {
        throw new SplitFallback('an index could not be built after its rows');
      }
      throw new LoadError(
        { code: errno, state: sqlState, line: null },
        this.line,
      );
    }
  }

  /** Under the dump's own mode: its defaults may be none under another. */
  async #alter(connection: ScratchConnection, changes: string[]) {
    const { session, quoted } = this.plan;
    await connection.run(
      `SET STATEMENT sql_mode = '${
        session.sqlMode
      }', foreign_key_checks = 0 FOR ALTER TABLE ${quoted} ${changes.join(
        ', ',
      )}`,
    );
  }
}
