import { toError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { PgBoss, type Job } from 'pg-boss';
import type {
  DrillQueue,
  DrillRoute,
  QueuedDrill,
  TakingOptions,
} from './DrillQueue';
import { DrillTakers, type TakenDrill } from './DrillTakers';
import type { QueueDatabase } from './queueDatabase';
import { queueOfRoute } from './routeQueues';

/** Apart from the plugin's tables and of any other pg-boss in the same database. */
const SCHEMA = 'emr_backup_queue';
/**
 * A runner silent for so long has lost its claim. Shorter would take drills
 * from a busy machine; longer would keep the job of a dead one waiting.
 */
const HEARTBEAT_SECONDS = 30;
/** The runner has its own timeout; this one only catches claims that nobody settles. */
const EXPIRE_SECONDS = 23 * 3600;
/** Local sends wake the takers at once; polling finds what other replicas sent. */
const POLL_MS = 2000;
const SEND_AGAIN_MS = 1000;
const STOP_MS = 30_000;
/** No drill waits for another in the queue; the library looks after such flows every five seconds unless told otherwise. */
const FLOW_SECONDS = 3600;
const START_ATTEMPTS = 5;
const START_AGAIN_MS = 500;

/** A {@link DrillQueue} on pg-boss, the same on PostgreSQL and PGlite. */
export class PgBossQueue implements DrillQueue {
  static async create(
    database: QueueDatabase,
    logger: LoggerService,
  ): Promise<PgBossQueue> {
    const boss = await started(database, logger);
    return new PgBossQueue(boss, database, logger);
  }

  readonly #takers: DrillTakers[] = [];
  /** Queues that are there, by name. */
  readonly #made = new Map<string, Promise<void>>();
  readonly #retries = new Map<string, NodeJS.Timeout>();

  private constructor(
    private readonly boss: PgBoss,
    private readonly database: QueueDatabase,
    private readonly logger: LoggerService,
  ) {}

  async send(drill: QueuedDrill): Promise<void> {
    const queue = await this.#queue(drill);
    const id = await this.boss.send(queue, drill, {
      singletonKey: drill.jobRef,
    });
    if (id === null) this.#sendAgain(drill);
    for (const takers of this.#takers) takers.wake();
  }

  async forget(jobRef: string): Promise<void> {
    for (const { name } of await this.boss.getQueues()) {
      const jobs = await this.boss.findJobs(name, { key: jobRef });
      const live = jobs.filter(job =>
        ['created', 'retry', 'active'].includes(job.state),
      );
      if (live.length > 0)
        await this.boss.cancel(
          name,
          live.map(job => job.id),
        );
    }
  }

  async work(options: TakingOptions): Promise<void> {
    const { routes, concurrency, places } = options;
    const queues: string[] = [];
    for (const route of routes) queues.push(await this.#queue(route));
    const takers = new DrillTakers({
      places,
      take: () => this.#take(queues, options),
      pollMs: POLL_MS,
      onProblem: error =>
        this.logger.warn(
          `No drill could be taken from the queue: ${toError(error).message}`,
        ),
    });
    this.#takers.push(takers);
    takers.start(concurrency);
  }

  rest(): void {
    for (const takers of this.#takers) takers.rest();
  }

  async stop(): Promise<void> {
    for (const timer of this.#retries.values()) clearTimeout(timer);
    this.#retries.clear();
    await Promise.all(this.#takers.map(takers => takers.stop()));
    await this.boss.stop({ graceful: true, timeout: STOP_MS });
    await this.database.close();
  }

  /** Asks one queue after the other. The first becomes the last, so that none starves behind a full one. */
  async #take(
    queues: string[],
    { anyQueued, run }: TakingOptions,
  ): Promise<TakenDrill | undefined> {
    if (anyQueued && !(await anyQueued())) return undefined;
    for (const queue of [...queues]) {
      queues.push(...queues.splice(0, 1));
      const [job] = await this.boss.fetch<QueuedDrill>(queue);
      if (job) return { run: () => this.#settle(queue, job, run) };
    }
    return undefined;
  }

  async #settle(
    queue: string,
    job: Job<QueuedDrill>,
    run: TakingOptions['run'],
  ): Promise<void> {
    const beat = setInterval(() => {
      this.boss
        .touch(queue, job)
        .catch(() =>
          this.logger.debug(`The claim of job ${job.id} was not renewed.`),
        );
    }, (HEARTBEAT_SECONDS * 1000) / 3);
    try {
      await run(job.data);
    } catch (error) {
      await this.boss.fail(queue, job);
      throw error;
    } finally {
      clearInterval(beat);
    }
    await this.boss.complete(queue, job);
  }

  /** The queue of a route, made when it is not there. */
  async #queue(route: DrillRoute): Promise<string> {
    const name = queueOfRoute(route);
    const made =
      this.#made.get(name) ??
      // "exclusive": one job in any live state for each singleton key.
      this.boss.createQueue(name, {
        policy: 'exclusive',
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: EXPIRE_SECONDS,
        // A claim that died before its drill began is given to another runner; one that began is not "queued" any more and is skipped.
        retryLimit: 2,
        deleteAfterSeconds: 24 * 3600,
      });
    this.#made.set(name, made);
    await made.catch(error => {
      this.#made.delete(name);
      throw error;
    });
    return name;
  }

  /**
   * The job's last drill may be recorded but not yet settled in the queue. One
   * more try spares its successor the wait for the next round of resends.
   */
  #sendAgain(drill: QueuedDrill): void {
    if (this.#retries.has(drill.drillId)) return;
    const timer = setTimeout(async () => {
      try {
        await this.send(drill);
      } catch {
        this.logger.debug(`Drill ${drill.drillId} is sent again later.`);
      }
    }, SEND_AGAIN_MS);
    this.#retries.set(drill.drillId, timer);
  }
}

/** Replicas that start together make the queue's tables together, and all but one may fail at it. */
async function started(
  database: QueueDatabase,
  logger: LoggerService,
): Promise<PgBoss> {
  for (let attempt = 1; ; attempt += 1) {
    const boss = new PgBoss({
      db: database.db,
      backend: database.backend,
      schema: SCHEMA,
      schedule: false,
      flowIntervalSeconds: FLOW_SECONDS,
    });
    boss.on('error', error =>
      logger.warn(`The drill queue reported a problem: ${error.message}`),
    );
    try {
      return await boss.start();
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await new Promise(resolve => setTimeout(resolve, START_AGAIN_MS));
    }
  }
}
