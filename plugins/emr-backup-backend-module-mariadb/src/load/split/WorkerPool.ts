import { totalmem } from 'node:os';
import type { LoadOptions } from '@emr-backup/plugin-emr-backup-node';
import type { RowBatch } from '../../scan/split/RowBatch';
import { ScratchConnection } from '../../query/ScratchConnections';
import type { BigTable } from './BigTable';
import { LoadError } from './LoadError';
import { LoadWorker, type WorkerPlace } from './LoadWorker';

interface RowJob {
  table: BigTable;
  batch: RowBatch;
}

const earlier = (a: unknown, b: unknown) =>
  a instanceof LoadError && b instanceof LoadError && b.line < a.line ? b : a;

/** Bytes of rows that may wait, however small the machine. */
const LEAST_WAITING = 16 * 1024 * 1024;

/**
 * Rows that wait are what lets connections keep to tables of their own; more
 * than a hundredth of the memory is better left to the server.
 */
const waitingBytes = () =>
  Math.min(8 * LEAST_WAITING, Math.max(LEAST_WAITING, totalmem() / 100));

/**
 * Loads batches over several connections, and builds the keys of tables whose
 * rows are in. Rows come first, so that reading never waits for an index; of
 * the tables to finish the one with the most work comes first, so that the
 * last one is short. What waits is bounded: adding waits for room.
 *
 * As long as there are rows of several tables, every connection has a table of
 * its own: every row of a table that counts its keys writes to the root of the
 * table's tree, where two connections stand in each other's way.
 */
export class WorkerPool {
  readonly #place: WorkerPlace;
  readonly #database: string;
  readonly #size: number;
  readonly #tier: NonNullable<LoadOptions['tier']>;
  readonly #jobs: RowJob[] = [];
  #waitingBytes = 0;
  readonly #mostBytes = waitingBytes();
  /** The table whose rows a connection loaded last. */
  readonly #own = new Map<LoadWorker, BigTable>();
  readonly #finishes: BigTable[] = [];
  /** Of those that were finished, some still want their foreign keys. */
  readonly #finished: BigTable[] = [];
  readonly #workers: LoadWorker[] = [];
  #definitions: ScratchConnection | undefined;
  readonly #loops: Promise<void>[] = [];
  #running = 0;
  readonly #errors: unknown[] = [];
  #closing = false;
  #waiting: (() => void)[] = [];
  #hangUp: () => void = () => undefined;
  readonly #closed = new Promise<void>(done => {
    this.#hangUp = done;
  });

  constructor(options: {
    place: WorkerPlace;
    database: string;
    size: number;
    tier: NonNullable<LoadOptions['tier']>;
  }) {
    this.#place = options.place;
    this.#database = options.database;
    this.#size = options.size;
    this.#tier = options.tier;
  }

  get failed(): boolean {
    return this.#errors.length > 0;
  }

  /** A connection for questions about tables and for their keys. */
  async definitions(): Promise<ScratchConnection> {
    const { socket, login } = this.#place;
    this.#definitions ??= await ScratchConnection.open(socket, login);
    return this.#definitions;
  }

  /** Hands a batch over; waits while there is no room for it. */
  async add(table: BigTable, batch: RowBatch): Promise<void> {
    await this.#start();
    await this.#until(() => this.#waitingBytes < this.#mostBytes);
    table.pending += 1;
    table.bytes += batch.bytes;
    table.rows += batch.rows;
    if (batch.last) table.whole = true;
    this.#jobs.push({ table, batch });
    this.#waitingBytes += batch.bytes;
    this.#changed();
  }

  /** Waits until all that was handed over is loaded and finished. */
  async idle(): Promise<void> {
    await this.#until(
      () =>
        this.#jobs.length + this.#finishes.length === 0 && this.#running === 0,
    );
    for (const table of this.#finished.splice(0)) {
      if (table.wantsForeignKeys) {
        await table.addForeignKeys(await this.definitions());
      }
    }
  }

  /** Hangs up all connections and removes their files. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#hangUp();
    this.#changed();
    this.#definitions?.close();
    for (const worker of this.#workers) await worker.close();
    await Promise.all(this.#loops);
  }

  async #start() {
    while (this.#workers.length < this.#size) {
      const worker = await LoadWorker.open(this.#place, this.#database);
      this.#workers.push(worker);
      // A connection that we hang up never answers.
      this.#loops.push(Promise.race([this.#work(worker), this.#closed]));
    }
  }

  async #work(worker: LoadWorker) {
    while (!this.#closing && !this.failed) {
      const task = this.#next(worker);
      if (!task) {
        await this.#change();
        continue;
      }
      this.#running += 1;
      try {
        await task();
      } catch (error) {
        this.#errors.push(error);
      }
      this.#running -= 1;
      this.#changed();
    }
  }

  #next(worker: LoadWorker): (() => Promise<void>) | undefined {
    const at = this.#nextJob(worker);
    if (at >= 0) {
      const [job] = this.#jobs.splice(at, 1);
      this.#waitingBytes -= job.batch.bytes;
      this.#own.set(worker, job.table);
      job.table.busy = true;
      this.#changed();
      return () => this.#load(worker, job);
    }
    const table = this.#mostWork();
    return table && (() => table.finish(worker.definitions, this.#tier));
  }

  /** Of its own table, of one that no other connection has at hand, or of any. */
  #nextJob(worker: LoadWorker): number {
    const own = this.#own.get(worker);
    const others = new Set(this.#own.values());
    const free = ({ table }: RowJob) => table.plan.spread || !table.busy;
    const choices = [
      (job: RowJob) => job.table === own,
      ({ table }: RowJob) => !others.has(table),
      () => true,
    ];
    for (const chosen of choices) {
      const at = this.#jobs.findIndex(job => free(job) && chosen(job));
      if (at >= 0) return at;
    }
    return -1;
  }

  #mostWork(): BigTable | undefined {
    this.#finishes.sort((a, b) => a.finishWork - b.finishWork);
    const table = this.#finishes.pop();
    if (table) this.#finished.push(table);
    return table;
  }

  async #load(worker: LoadWorker, { table, batch }: RowJob) {
    try {
      if (batch.rows > 0) await worker.load(table, batch);
      batch.release();
    } finally {
      table.pending -= 1;
      table.busy = false;
    }
    if (table.whole && table.pending === 0 && table.needsFinish) {
      this.#finishes.push(table);
    }
  }

  /** Wakes everybody who waits. */
  #changed() {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #change(): Promise<void> {
    return new Promise(wake => this.#waiting.push(wake));
  }

  async #until(holds: () => boolean) {
    while (!this.failed && !this.#closing && !holds()) await this.#change();
    if (!this.failed) return;
    // Others may be failing at this moment: the first in the dump is what a single client would have told.
    while (this.#running > 0) await this.#change();
    throw this.#errors.reduce(earlier);
  }
}
