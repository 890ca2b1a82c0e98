import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  drillLogEntry,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  type Check,
  type ProfileCatalog,
  type RestoreEngine,
  type DrillDependencies,
  type DrillRequest,
} from '@emr-backup/plugin-emr-backup-node';
import type { ClaimedDrill, DrillEnding, DrillLedger } from '../drills';
import type { InventoryStore, KnownJob } from '../inventory';
import type { QueuedDrill } from '../queue';
import { DrillProgress } from './DrillProgress';
import type { DrillNews } from './DrillNews';
import type { DrillRequests, PreparedDrill } from './DrillRequests';

/** A drill that a shutdown interrupted is begun again once; after that a person looks. */
const MAX_ATTEMPTS = 2;
/** How soon a cancel from another replica is seen, and how often this runner says that its drills live. */
const BEAT_MS = 2000;
/** How soon an ending that could not be written is written again. */
const WRITE_AGAIN_MS = 1000;
/** Looking up the job and its backup is tried so often: a restart of PostgreSQL takes some seconds. */
const PREPARE_ATTEMPTS = 6;
/**
 * A runner that cannot reach the database stops by itself after this share of
 * the silence for which it is given up: its drill must be over before another
 * runner begins the same one.
 */
const CUT_OFF_SHARE = 0.6;

/** The drill pipeline. */
export type RunDrill = (
  request: DrillRequest,
  dependencies: DrillDependencies,
) => Promise<DrillReport>;

/** What a runner needs. */
export interface DrillRunnerOptions {
  ledger: DrillLedger;
  inventory: Pick<InventoryStore, 'job'>;
  requests: Pick<DrillRequests, 'prepare'>;
  engines: readonly RestoreEngine[];
  checks: readonly Check[];
  profiles: ProfileCatalog;
  runDrill: RunDrill;
  news: Pick<DrillNews, 'tell'>;
  logger: LoggerService;
  /** As the list of runners names it. */
  host: string;
  lostAfterSeconds: number;
  onFinished: (jobRef: string) => Promise<void>;
}

/** Why a drill was aborted here, when nobody cancelled it. */
type Interruption = 'shutdown' | 'lost' | 'cut-off';

/** A drill that runs in this process. */
interface RunningDrill {
  controller: AbortController;
  interrupted?: Interruption;
}

/** Runs drills in this process: claims, prepares, runs, records. */
export class DrillRunner {
  readonly #options: DrillRunnerOptions;
  readonly #running = new Map<string, RunningDrill>();
  #stopping = false;
  #beat: NodeJS.Timeout | undefined;
  /** By the clock of this process, which never jumps. */
  #heardAt = performance.now();
  #idle: (() => void)[] = [];

  constructor(options: DrillRunnerOptions) {
    this.#options = options;
  }

  /** Drills that run here. */
  get running(): number {
    return this.#running.size;
  }

  /** Begins to say that the drills of this runner live. */
  start(): void {
    const next = () => {
      this.#beat = setTimeout(async () => {
        await this.#listen();
        if (this.#beat !== undefined) next();
      }, BEAT_MS);
    };
    next();
  }

  /** Aborts the drill when it runs here; of others the heartbeat hears. */
  cancel(drillId: string): void {
    this.#running.get(drillId)?.controller.abort();
  }

  /** Begins no more, lets what runs finish for so long, then aborts it; each drill wipes and hands itself back. */
  async stop(drainSeconds: number): Promise<void> {
    this.#stopping = true;
    if (this.#running.size > 0 && drainSeconds > 0)
      await this.#untilIdle(drainSeconds * 1000);
    for (const drillId of this.#running.keys())
      this.#interrupt(drillId, 'shutdown');
  }

  /** After the last drill: nothing is left to say. */
  silence(): void {
    clearTimeout(this.#beat);
    this.#beat = undefined;
  }

  /** A drill that a shutdown keeps from beginning stays queued. */
  readonly run = async ({ drillId }: QueuedDrill): Promise<void> => {
    if (this.#stopping) return;
    const { ledger, logger } = this.#options;
    const drill = await ledger.claim(drillId, new Date());
    // Cancelled, or run already by who claimed it before the queue asked again.
    if (!drill) return;
    if (this.#running.size === 0) this.#heardAt = performance.now();
    const running: RunningDrill = { controller: new AbortController() };
    this.#running.set(drillId, running);
    try {
      await this.#tell(drill, 'running');
      logger.info(`Drill ${drillId} of ${drill.jobRef} begins.`);
      const ending = await this.#judge(drill, running.controller.signal);
      await this.#end(drill, ending, running);
    } finally {
      this.#running.delete(drillId);
      if (this.#running.size === 0)
        for (const idle of this.#idle.splice(0)) idle();
    }
  };

  #interrupt(drillId: string, why: Interruption): void {
    const running = this.#running.get(drillId);
    if (!running || running.controller.signal.aborted) return;
    running.interrupted = why;
    running.controller.abort();
  }

  #untilIdle(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#idle.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #judge(drill: ClaimedDrill, signal: AbortSignal): Promise<DrillEnding> {
    const { engines, checks, profiles, runDrill: run } = this.#options;
    const progress = this.#progress(drill);
    try {
      const { host } = this.#options;
      progress.note('begun', { attempt: drill.attempts, host });
      const { request } = await this.#prepare(drill, progress, signal);
      const report = await run(request, {
        engines,
        checks,
        profiles,
        drillId: drill.id,
        signal,
        onEvent: progress.onEvent,
      });
      return { outcome: report.outcome, reason: report.reason, report };
    } catch (error) {
      const ending = this.#endingOf(drill, error, signal);
      progress.verdict(ending);
      return ending;
    } finally {
      await progress.settle();
    }
  }

  /** A database that is away for a moment is no reason to end a drill that has not begun to restore. */
  async #prepare(
    drill: ClaimedDrill,
    progress: DrillProgress,
    signal: AbortSignal,
  ): Promise<PreparedDrill> {
    const { inventory, requests, ledger } = this.#options;
    for (let attempt = 1; ; attempt += 1)
      try {
        const job = await this.#jobOf(drill, inventory);
        return await requests.prepare(job, {
          signal,
          onSubject: subject => ledger.subject(drill.id, subject),
          note: progress.note,
          scheduledDrill: drill.startedBy === 'schedule' ? drill.id : undefined,
        });
      } catch (error) {
        const told = error instanceof DrillFault || error instanceof InputError;
        if (told || signal.aborted || attempt === PREPARE_ATTEMPTS) throw error;
        await new Promise(resolve => setTimeout(resolve, WRITE_AGAIN_MS));
      }
  }

  async #jobOf(
    drill: ClaimedDrill,
    inventory: DrillRunnerOptions['inventory'],
  ): Promise<KnownJob> {
    const job = await inventory.job(drill.jobRef);
    if (!job)
      throw new DrillFault(
        'artifact-missing',
        `The backup job "${drill.jobRef}" is not in the catalog any more.`,
      );
    return job;
  }

  /** Everything thrown before or beside a judgement is ours, never the backup's. */
  #endingOf(
    drill: ClaimedDrill,
    error: unknown,
    signal: AbortSignal,
  ): DrillEnding {
    if (signal.aborted)
      return {
        outcome: 'cancelled',
        reason: { code: 'cancelled', message: 'The drill was cancelled.' },
      };
    if (error instanceof DrillFault)
      return {
        outcome: 'error',
        reason: { code: error.code, message: error.message },
      };
    if (error instanceof InputError)
      return {
        outcome: 'error',
        reason: { code: 'internal', message: error.message },
      };
    // The message of an unknown exception may hold anything, so only its class goes on.
    const kind = error instanceof Error ? error.name : typeof error;
    this.#options.logger.error(
      `Drill ${drill.id} of ${drill.jobRef} ended by an unexpected ${kind}.`,
    );
    return {
      outcome: 'error',
      reason: {
        code: 'internal',
        message: `The drill ended by an unexpected ${kind}.`,
      },
    };
  }

  async #end(
    drill: ClaimedDrill,
    ending: DrillEnding,
    { interrupted }: RunningDrill,
  ): Promise<void> {
    const { ledger, logger, onFinished } = this.#options;
    if (interrupted && ending.outcome === 'cancelled') {
      await this.#handBack(drill, interrupted);
      return;
    }
    const written = await this.#write(drill, () =>
      ledger.finish(drill.id, ending, new Date()),
    );
    if (!written) {
      logger.warn(
        `Drill ${drill.id} of ${drill.jobRef} was decided without this runner; what it found is dropped.`,
      );
      return;
    }
    logger.info(
      `Drill ${drill.id} of ${drill.jobRef}: ${ending.outcome} (${ending.reason.code}).`,
    );
    await onFinished(drill.jobRef);
    await this.#tell(drill, 'finished');
  }

  async #handBack(drill: ClaimedDrill, why: Interruption): Promise<void> {
    const { ledger, logger } = this.#options;
    logger.warn(
      `Drill ${drill.id} of ${drill.jobRef} was interrupted (${why}) and wiped.`,
    );
    await this.#attempt(drill, () =>
      ledger.log(drill.id, [drillLogEntry(`interrupted-${why}`)]),
    );
    if (drill.attempts < MAX_ATTEMPTS) {
      await this.#write(drill, () => ledger.handBack(drill.id));
      return;
    }
    const ending: DrillEnding = {
      outcome: 'error',
      reason: {
        code: 'runner-lost',
        message: `The drill was interrupted ${drill.attempts} times, because its runner was shut down or cut off from the database.`,
      },
    };
    await this.#write(drill, () => ledger.finish(drill.id, ending, new Date()));
  }

  /**
   * Writes how a drill ended, again and again while the database is away: the
   * lease says whether it still may. A runner that must go leaves the drill to
   * those who find it silent.
   */
  async #write<T>(
    drill: ClaimedDrill,
    write: () => Promise<T>,
  ): Promise<T | undefined> {
    const { logger, lostAfterSeconds } = this.#options;
    const until = performance.now() + lostAfterSeconds * 2000;
    for (;;) {
      try {
        return await write();
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        if (this.#stopping || performance.now() > until) throw error;
        logger.warn(
          `The end of drill ${drill.id} could not be written (${kind}); it is tried again.`,
        );
        await new Promise(resolve => setTimeout(resolve, WRITE_AGAIN_MS));
      }
    }
  }

  #progress(drill: ClaimedDrill): DrillProgress {
    const { ledger } = this.#options;
    const attempt = (write: () => Promise<unknown>) =>
      this.#attempt(drill, write);
    return new DrillProgress({
      phases: phases =>
        attempt(async () => {
          const written = await ledger.phases(drill.id, phases);
          if (written) await this.#tell(drill, 'running');
        }),
      check: (position, result) =>
        attempt(() => ledger.check(drill.id, position, result)),
      log: lines => attempt(() => ledger.log(drill.id, lines)),
    });
  }

  /** What a page shows of a drill is not worth ending it for. */
  async #attempt(
    drill: ClaimedDrill,
    write: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await write();
    } catch {
      this.#options.logger.warn(
        `Progress of drill ${drill.id} could not be written.`,
      );
    }
  }

  async #listen(): Promise<void> {
    const { ledger, logger, lostAfterSeconds } = this.#options;
    const ids = [...this.#running.keys()];
    try {
      const { cancelled, lost } = await ledger.beat(ids);
      this.#heardAt = performance.now();
      for (const drillId of cancelled) this.cancel(drillId);
      for (const drillId of lost) this.#interrupt(drillId, 'lost');
    } catch {
      logger.warn('The heartbeat of the drill runner could not be written.');
      const silence = (performance.now() - this.#heardAt) / 1000;
      if (silence < lostAfterSeconds * CUT_OFF_SHARE) return;
      for (const drillId of ids) this.#interrupt(drillId, 'cut-off');
    }
  }

  #tell(drill: ClaimedDrill, state: 'running' | 'finished'): Promise<void> {
    return this.#options.news.tell({
      drillId: drill.id,
      jobRef: drill.jobRef,
      state,
    });
  }
}
