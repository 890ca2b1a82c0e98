import type { Readable } from 'node:stream';
import {
  DrillFault,
  type LoadOptions,
} from '@emr-backup/plugin-emr-backup-node';
import type { ScratchProcess } from '../../boot/ScratchProcess';
import { MariadbQueryError } from '../../query/ScratchConnections';
import type { DumpReading } from '../../scan/DumpReading';
import type { RowBatch } from '../../scan/split/RowBatch';
import { SplitFallback } from '../../scan/split/SplitFallback';
import type {
  PlainStatement,
  SplitItem,
} from '../../scan/split/StatementCollector';
import { clientFault } from '../clientError';
import { INIT_COMMAND, PROGRESS_BYTES } from '../DumpLoad';
import type { Definer } from '../Definers';
import { BigTable } from './BigTable';
import { DumpSession } from './DumpSession';
import { LoadConnection, LostServer, StatementError } from './LoadConnection';
import { LoadError } from './LoadError';
import type { WorkerPlace } from './LoadWorker';
import { referencesOf } from './references';
import { keysTable, statementKind } from './statementKind';
import { TablePlan } from './TablePlan';
import { WorkerPool } from './WorkerPool';

/** What splitting a dump over connections needs. */
export interface SplitLoadRequest {
  reading: DumpReading;
  open: (options: { signal: AbortSignal }) => Promise<Readable>;
  /** Where rows land that the SQL itself sends nowhere else. */
  database: string;
  place: WorkerPlace;
  connections: number;
  server: ScratchProcess;
  /** Called before the server sees the statements that name these accounts. */
  onDefiners: (definers: Definer[]) => Promise<void>;
  options: LoadOptions;
}

/** What came of it. */
export interface SplitLoaded {
  bytes: number;
  /** How it was loaded, in words. */
  path: string;
}

/**
 * Rows of a table below this are inserted in their turn over the dump's own
 * connection: asking about the table and moving its keys would cost more.
 */
const BIG_BYTES = 512 * 1024;

/** The server takes a comment for an empty statement; so does the client. */
const ER_EMPTY_QUERY = 1065;

/**
 * Loads a dump that is read once, in its order: statements one after the other
 * over a connection of the dump's own, rows of big tables beside it over
 * several, and the secondary keys of those tables after their rows.
 *
 * Not covered, and told by {@link SplitFallback}: whatever is not known to come
 * out the same as through the client.
 */
class SplitLoad {
  readonly #request: SplitLoadRequest;
  readonly #main: LoadConnection;
  readonly #pool: WorkerPool;
  readonly #core: ReadonlySet<string> | undefined;
  /** Big tables of the database at hand, by name. */
  readonly #tables = new Map<string, BigTable>();
  #session: DumpSession | undefined;
  #bytes = 0;
  #reported = 0;
  #inline = 0;
  #left = 0;
  /** The table whose batches follow. */
  #table: BigTable | undefined;
  readonly #seen: BigTable[] = [];
  #stream: Readable | undefined;

  constructor(request: SplitLoadRequest, main: LoadConnection) {
    const { options, place, database, connections } = request;
    this.#request = request;
    this.#main = main;
    const tier = options.tier ?? 'full';
    this.#core =
      tier === 'quick' && options.coreTables
        ? new Set(
            options.coreTables.map(name => name.toLocaleLowerCase('en-US')),
          )
        : undefined;
    this.#pool = new WorkerPool({ place, database, size: connections, tier });
  }

  async run(): Promise<SplitLoaded> {
    const { reading, open, options } = this.#request;
    const { signal, onProgress } = options;
    await this.#main.run('SET NAMES utf8mb4');
    await this.#main.run(INIT_COMMAND);
    this.#stream = await open({ signal });
    try {
      for await (const chunk of this.#stream) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
        reading.push(bytes);
        await this.#dispatch(reading.take());
        this.#progress(bytes.length);
      }
      reading.end();
      await this.#dispatch(reading.take());
      await this.#pool.idle();
    } finally {
      this.#stream.destroy();
    }
    onProgress?.({ bytes: this.#bytes, table: reading.table });
    return { bytes: this.#bytes, path: this.#path() };
  }

  async close() {
    this.#stream?.destroy();
    this.#main.close();
    await this.#pool.close();
  }

  async #dispatch(items: SplitItem[]) {
    const definers = this.#request.reading.takeDefiners();
    if (definers.length > 0) await this.#request.onDefiners(definers);
    for (const item of items) {
      this.#request.options.signal.throwIfAborted();
      if (item.kind === 'rows') await this.#rows(item.batch);
      else await this.#statement(item);
    }
  }

  async #statement(statement: PlainStatement) {
    const { plain, text } = statement;
    switch (statementKind(plain, text)) {
      case 'skip':
        return;
      case 'client':
        throw new SplitFallback('it holds a statement of a rare kind');
      case 'keys':
        await this.#switchKeys(statement);
        return;
      case 'wait':
        await this.#pool.idle();
        await this.#bringKeys(text);
        break;
      default:
        if (this.#touchesBigTable(plain)) await this.#pool.idle();
    }
    await this.#run(text, statement.line);
    // What was set, and where rows go, is asked again when it matters.
    this.#session = undefined;
    if (/^USE /i.test(plain)) {
      await this.#pool.idle();
      this.#tables.clear();
    }
  }

  /** A statement of its own about a table whose rows may still be on their way. */
  #touchesBigTable(plain: string): boolean {
    if (!/^(?:DROP|INSERT|REPLACE)\b/i.test(plain)) return false;
    return [...this.#tables.keys()].some(name => plain.includes(`\`${name}\``));
  }

  /** A foreign key can only be made on keys that are there, whatever the tier leaves out. */
  async #bringKeys(text: Buffer) {
    const statement = text.toString('latin1');
    if (!/\bREFERENCES\b/i.test(statement)) return;
    const references = referencesOf(statement);
    for (const [name, table] of this.#tables) {
      const leaning = references
        ? references.filter(({ table: leanedOn }) => leanedOn === name)
        : [{ columns: [''] }];
      if (leaning.some(({ columns }) => table.misses(columns))) {
        await table.bringKeys(await this.#pool.definitions());
      }
    }
  }

  /** Only tables of other engines than InnoDB know this, and only before or after all of their rows. */
  async #switchKeys({ plain, text, line }: PlainStatement) {
    const table = this.#tables.get(keysTable(plain));
    if (!table) await this.#run(text, line);
    else if (!table.plan.innodb) {
      table.afterwards(`ALTER TABLE ${table.plan.quoted} ENABLE KEYS`);
    }
  }

  async #rows(batch: RowBatch) {
    const { table } = batch.into;
    if (this.#core && !this.#core.has(table.toLocaleLowerCase('en-US'))) {
      if (batch.last) this.#left += 1;
      batch.release();
      return;
    }
    if (batch.follows) {
      if (this.#table) await this.#pool.add(this.#table, batch);
      else await this.#insert(batch);
      return;
    }
    const known = this.#tables.get(table);
    // Rows that come in two goes: the second must not meet the first half-way.
    if (known) await this.#pool.idle();
    const small = batch.last && batch.bytes < BIG_BYTES;
    this.#table = small || known ? undefined : await this.#big(batch);
    if (this.#table) await this.#pool.add(this.#table, batch);
    else await this.#insert(batch);
  }

  async #big(batch: RowBatch): Promise<BigTable | undefined> {
    const definitions = await this.#pool.definitions();
    this.#session ??= await DumpSession.read(this.#main);
    const { table } = batch.into;
    try {
      const plan = await TablePlan.of(definitions, this.#session, table);
      const big = new BigTable(plan, batch.statements[0]?.line ?? 0);
      await big.deferKeys(definitions);
      this.#tables.set(table, big);
      this.#seen.push(big);
      return big;
    } catch (error) {
      // Whatever is wrong with the table, its own INSERT tells it best.
      if (error instanceof MariadbQueryError) return undefined;
      throw error;
    }
  }

  async #insert(batch: RowBatch) {
    if (batch.rows === 0) return;
    for (const { text, line } of batch.asInserts()) await this.#run(text, line);
    batch.release();
    if (batch.last) this.#inline += 1;
  }

  async #run(text: Buffer, line: number) {
    try {
      await this.#main.run(text);
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      if (error.error.code !== ER_EMPTY_QUERY) {
        throw new LoadError(error.error, line);
      }
    }
  }

  #progress(bytes: number) {
    this.#bytes += bytes;
    if (this.#bytes - this.#reported < PROGRESS_BYTES) return;
    this.#reported = this.#bytes;
    this.#request.options.onProgress?.({
      bytes: this.#bytes,
      table: this.#request.reading.table,
    });
  }

  #path(): string {
    const tables = this.#seen;
    const load = tables.filter(({ batches }) => batches.insert === 0).length;
    const full = (this.#request.options.tier ?? 'full') === 'full';
    const deferred = tables.filter(table =>
      full ? table.deferred : table.keysLeftOut,
    ).length;
    const parts = [
      `${load} ${load === 1 ? 'table' : 'tables'} by LOAD DATA`,
      `${tables.length - load} by INSERT beside`,
      `${this.#inline} in turn`,
      ...(this.#left > 0 ? [`rows of ${this.#left} left out`] : []),
      `indexes of ${deferred} ${full ? 'after the rows' : 'left out'}`,
    ];
    return `split (${parts.join(', ')})`;
  }
}

/** Loads a dump over several connections, or throws a {@link SplitFallback}. */
export async function loadSplit(
  request: SplitLoadRequest,
): Promise<SplitLoaded> {
  const { place, database, options, server } = request;
  options.signal.throwIfAborted();
  const main = await LoadConnection.open(place.socket, place.login, database);
  const load = new SplitLoad(request, main);
  let stop = () => undefined as void;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(options.signal.reason);
  });
  aborted.catch(() => undefined);
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([load.run(), aborted]);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof LoadError) {
      throw clientFault(error.error, { name: 'the dump', line: error.line });
    }
    const lost =
      error instanceof LostServer ||
      (error instanceof DrillFault && error.code === 'engine-start');
    if (lost || !server.running) {
      throw (
        (await server.deathFault()) ??
        new DrillFault(
          'engine-start',
          'The connection to the scratch server broke while the dump was loaded.',
        )
      );
    }
    throw error;
  } finally {
    options.signal.removeEventListener('abort', stop);
    await load.close();
  }
}
