import type { Login } from '../../boot/Logins';
import type { RunAccount } from '../../process/RunAccount';
import { ScratchConnection } from '../../query/ScratchConnections';
import { quoteText } from '../../query/identifiers';
import type { RowBatch } from '../../scan/split/RowBatch';
import { SplitFallback } from '../../scan/split/SplitFallback';
import type { BigTable } from './BigTable';
import type { DumpSession } from './DumpSession';
import { Handover } from './Handover';
import { LoadConnection, StatementError } from './LoadConnection';
import { LoadError } from './LoadError';
import type { TablePlan } from './TablePlan';

/** Where a worker's connections and files go. */
export interface WorkerPlace {
  socket: string;
  login: Login;
  account: RunAccount;
  /** The one folder SQL may read files from. */
  handoverDir: string;
}

/** Deadlock, lock wait timeout: of our own making. */
const CROSSED = new Set([1205, 1213]);

/**
 * One connection for rows, one for definitions, and the file between us and
 * the server. Each batch is a transaction: what LOAD DATA did not take without
 * a single warning is taken back and done again as the INSERT statements of
 * the dump. Where nothing can be taken back, the client starts anew.
 */
export class LoadWorker {
  readonly #rows: LoadConnection;
  readonly definitions: ScratchConnection;
  readonly #handover: Handover;
  #session: DumpSession | undefined;

  private constructor(
    rows: LoadConnection,
    definitions: ScratchConnection,
    handover: Handover,
  ) {
    this.#rows = rows;
    this.definitions = definitions;
    this.#handover = handover;
  }

  static async open(place: WorkerPlace, database: string) {
    const { socket, login, handoverDir, account } = place;
    const rows = await LoadConnection.open(socket, login, database);
    const definitions = await ScratchConnection.open(socket, login);
    const handover = await Handover.create(handoverDir, account);
    return new LoadWorker(rows, definitions, handover);
  }

  async load(table: BigTable, batch: RowBatch): Promise<void> {
    const { plan } = table;
    if (this.#session !== plan.session) {
      await plan.session.apply(this.#rows);
      this.#session = plan.session;
    }
    if (plan.loads(batch) && (await this.#loadData(plan, batch))) {
      table.batches.load += 1;
      return;
    }
    await this.#insert(batch);
    table.batches.insert += 1;
  }

  /** Hangs up; a statement under way ends with the server, or with the connection. */
  async close(): Promise<void> {
    this.#rows.close();
    this.definitions.close();
    await this.#handover.remove();
  }

  /** Whether the rows are in, and exactly they. */
  async #loadData(
    { session, innodb }: TablePlan,
    batch: RowBatch,
  ): Promise<boolean> {
    const { table, columns } = batch.into.written;
    await this.#handover.fill(batch.asLoadData());
    try {
      const { affected, warnings } = await this.#rows.run(
        `LOAD DATA INFILE ${quoteText(
          this.#handover.path,
        )} INTO TABLE ${table} CHARACTER SET ${session.charset} ` +
          `FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\\'' ESCAPED BY '\\\\' ` +
          `LINES STARTING BY '(' TERMINATED BY ')' ${columns}`,
      );
      if (warnings === 0 && affected === batch.rows) {
        await this.#rows.run('COMMIT');
        return true;
      }
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
    }
    if (!innodb) {
      throw new SplitFallback(
        'a table without transactions did not take its rows by LOAD DATA',
      );
    }
    await this.#rows.run('ROLLBACK');
    return false;
  }

  async #insert(batch: RowBatch): Promise<void> {
    for (const { text, line } of batch.asInserts()) {
      try {
        await this.#rows.run(text);
      } catch (error) {
        if (!(error instanceof StatementError)) throw error;
        if (CROSSED.has(error.error.code ?? 0)) {
          throw new SplitFallback(
            'rows of one table got into each other’s way over several connections',
          );
        }
        throw new LoadError(error.error, line);
      }
    }
    await this.#rows.run('COMMIT');
  }
}
