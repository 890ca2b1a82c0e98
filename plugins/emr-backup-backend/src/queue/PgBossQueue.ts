import type { LoggerService } from '@backstage/backend-plugin-api';
import { PgBoss } from 'pg-boss';
import type { DrillQueue, QueuedDrill } from './DrillQueue';
import type { QueueDatabase } from './queueDatabase';

const QUEUE = 'drills';
/** Apart from the plugin's tables and of any other pg-boss in the same database. */
const SCHEMA = 'emr_backup_queue';
/**
 * A runner silent for so long has lost its claim. Shorter would take drills
 * from a busy machine; longer would keep the job of a dead one waiting.
 */
const HEARTBEAT_SECONDS = 30;
/** The runner has its own timeout; this one only catches claims that nobody settles. */
const EXPIRE_SECONDS = 23 * 3600;
/** Local sends wake the workers at once; polling finds what other replicas sent. */
const POLL_SECONDS = 2;
const SEND_AGAIN_MS = 1000;

/** A {@link DrillQueue} on pg-boss, the same on PostgreSQL and PGlite. */
export class PgBossQueue implements DrillQueue {
  static async create(
    database: QueueDatabase,
    logger: LoggerService,
  ): Promise<PgBossQueue> {
    const boss = new PgBoss({
      db: database.db,
      backend: database.backend,
      schema: SCHEMA,
      schedule: false,
    });
    boss.on('error', error =>
      logger.warn(`The drill queue reported a problem: ${error.message}`),
    );
    await boss.start();
    // "exclusive": one job in any live state for each singleton key.
    await boss.createQueue(QUEUE, {
      policy: 'exclusive',
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: EXPIRE_SECONDS,
      // A claim that died before its drill began is given to another runner; one that began is not "queued" any more and is skipped.
      retryLimit: 2,
      deleteAfterSeconds: 24 * 3600,
    });
    return new PgBossQueue(boss, database, logger);
  }

  #workers: string[] = [];
  readonly #retries = new Map<string, NodeJS.Timeout>();

  private constructor(
    private readonly boss: PgBoss,
    private readonly database: QueueDatabase,
    private readonly logger: LoggerService,
  ) {}

  async send(drill: QueuedDrill): Promise<void> {
    const id = await this.boss.send(QUEUE, drill, {
      singletonKey: drill.jobRef,
    });
    if (id === null) this.#sendAgain(drill);
    for (const worker of this.#workers) this.boss.notifyWorker(worker);
  }

  async forget(jobRef: string): Promise<void> {
    const jobs = await this.boss.findJobs(QUEUE, { key: jobRef });
    const live = jobs.filter(job =>
      ['created', 'retry', 'active'].includes(job.state),
    );
    if (live.length > 0)
      await this.boss.cancel(
        QUEUE,
        live.map(job => job.id),
      );
  }

  async work(
    concurrency: number,
    run: (drill: QueuedDrill) => Promise<void>,
  ): Promise<void> {
    for (let worker = 0; worker < concurrency; worker += 1)
      this.#workers.push(
        await this.boss.work<QueuedDrill>(
          QUEUE,
          { pollingIntervalSeconds: POLL_SECONDS },
          async jobs => {
            for (const { data } of jobs) await run(data);
          },
        ),
      );
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

  async stop(): Promise<void> {
    for (const timer of this.#retries.values()) clearTimeout(timer);
    this.#retries.clear();
    this.#workers = [];
    await this.boss.stop({ graceful: true, timeout: 30_000 });
    await this.database.close();
  }
}
