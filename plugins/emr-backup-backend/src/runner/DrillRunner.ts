import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
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
import type { DrillPlaces } from './DrillPlaces';
import type { DrillRequests } from './DrillRequests';

/** A drill that a shutdown interrupted is begun again once; after that a person looks. */
const MAX_ATTEMPTS = 2;
/** How soon a cancel from another replica is seen, and how often this runner says it lives. */
const BEAT_MS = 2000;

/** The drill pipeline. */
export type RunDrill = (
  request: DrillRequest,
  dependencies: DrillDependencies,
) => Promise<DrillReport>;

/** What a runner needs. */
export interface DrillRunnerOptions {
  ledger: DrillLedger;
  inventory: InventoryStore;
  requests: DrillRequests;
  places: DrillPlaces;
  engines: readonly RestoreEngine[];
  checks: readonly Check[];
  profiles: ProfileCatalog;
  runDrill: RunDrill;
  news: DrillNews;
  logger: LoggerService;
  onFinished: (jobRef: string) => Promise<void>;
}

/** Runs drills in this process: claims, prepares, runs, records. */
export class DrillRunner {
  readonly #options: DrillRunnerOptions;
  readonly #running = new Map<string, AbortController>();
  #stopping = false;
  #beat: NodeJS.Timeout | undefined;

  constructor(options: DrillRunnerOptions) {
    this.#options = options;
  }

  /** Begins to say that this runner lives. */
  start(): void {
    const next = () => {
      this.#beat = setTimeout(async () => {
        await this.#listen();
        if (!this.#stopping) next();
      }, BEAT_MS);
    };
    next();
  }

  /** Aborts the drill when it runs here; of others the heartbeat hears. */
  cancel(drillId: string): void {
    this.#running.get(drillId)?.abort();
  }

  /** Aborts what runs. The queue waits until each drill has wiped and handed itself back. */
  stop(): void {
    this.#stopping = true;
    clearTimeout(this.#beat);
    for (const controller of this.#running.values()) controller.abort();
  }

  /** Waits for a place on this host. A drill that a shutdown sends away stays queued. */
  readonly run = async ({ drillId }: QueuedDrill): Promise<void> => {
    await this.#options.places.use(() => this.#runInPlace(drillId));
  };

  async #runInPlace(drillId: string): Promise<void> {
    if (this.#stopping) return;
    const { ledger, logger } = this.#options;
    const drill = await ledger.claim(drillId, new Date());
    // Cancelled, or run already by who claimed it before the queue asked again.
    if (!drill) return;
    const controller = new AbortController();
    this.#running.set(drillId, controller);
    try {
      await this.#tell(drill, 'running');
      logger.info(`Drill ${drillId} of ${drill.jobRef} begins.`);
      const ending = await this.#judge(drill, controller.signal);
      await this.#end(drill, ending);
    } finally {
      this.#running.delete(drillId);
    }
  }

  async #judge(drill: ClaimedDrill, signal: AbortSignal): Promise<DrillEnding> {
    const { inventory, requests, ledger } = this.#options;
    const { engines, checks, profiles, runDrill: run } = this.#options;
    const progress = this.#progress(drill);
    try {
      const job = await this.#jobOf(drill, inventory);
      const { request } = await requests.prepare(job, {
        signal,
        onSubject: subject => ledger.subject(drill.id, subject),
      });
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
      return this.#endingOf(drill, error, signal);
    } finally {
      await progress.settle();
    }
  }

  async #jobOf(
    drill: ClaimedDrill,
    inventory: InventoryStore,
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

  async #end(drill: ClaimedDrill, ending: DrillEnding): Promise<void> {
    const { ledger, logger, onFinished } = this.#options;
    if (this.#stopping && ending.outcome === 'cancelled') {
      await this.#interrupt(drill);
      return;
    }
    const written = await ledger.finish(drill.id, ending, new Date());
    if (!written) return;
    logger.info(
      `Drill ${drill.id} of ${drill.jobRef}: ${ending.outcome} (${ending.reason.code}).`,
    );
    await onFinished(drill.jobRef);
    await this.#tell(drill, 'finished');
  }

  async #interrupt(drill: ClaimedDrill): Promise<void> {
    const { ledger } = this.#options;
    if (drill.attempts < MAX_ATTEMPTS) {
      await ledger.handBack(drill.id);
      return;
    }
    await ledger.finish(
      drill.id,
      {
        outcome: 'error',
        reason: {
          code: 'runner-lost',
          message: `The drill was interrupted by a shutdown ${drill.attempts} times.`,
        },
      },
      new Date(),
    );
  }

  #progress(drill: ClaimedDrill): DrillProgress {
    const { ledger, logger } = this.#options;
    const attempt = async (write: () => Promise<unknown>) => {
      try {
        await write();
      } catch {
        logger.warn(`Progress of drill ${drill.id} could not be written.`);
      }
    };
    return new DrillProgress({
      phases: phases =>
        attempt(async () => {
          await ledger.phases(drill.id, phases);
          await this.#tell(drill, 'running');
        }),
      check: (position, result) =>
        attempt(() => ledger.check(drill.id, position, result)),
    });
  }

  async #listen(): Promise<void> {
    try {
      const cancelled = await this.#options.ledger.beat(new Date());
      for (const drillId of cancelled) this.cancel(drillId);
    } catch {
      this.#options.logger.warn(
        'The heartbeat of the drill runner could not be written.',
      );
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
