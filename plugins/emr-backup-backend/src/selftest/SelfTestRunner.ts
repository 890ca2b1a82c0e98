import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type { SelfTest } from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  type runSelfTest,
  type SelfTestReport,
} from '@emr-backup/plugin-emr-backup-node';
import type {
  DrillPlaces,
  DrillRequests,
  DrillRunnerOptions,
  LetOthers,
} from '../runner';
import type { SelfTestCandidate } from './SelfTestCandidates';
import type { SelfTestEnding, SelfTestStore } from './SelfTestStore';

/** Well within the silence after which a runner is given up for lost. */
const BEAT_MS = 10_000;

/** The pipeline that breaks a good backup and drills what comes of it. */
export type RunSelfTest = typeof runSelfTest;

/** What a self-test runner needs. */
export interface SelfTestRunnerOptions
  extends Pick<DrillRunnerOptions, 'engines' | 'checks' | 'profiles'> {
  store: SelfTestStore;
  requests: Pick<DrillRequests, 'prepare'>;
  places: DrillPlaces;
  runSelfTest: RunSelfTest;
  logger: LoggerService;
}

/** Runs one self-test at a time in this process, in a place a drill could have. */
export class SelfTestRunner {
  readonly #options: SelfTestRunnerOptions;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: SelfTestRunnerOptions) {
    this.#options = options;
  }

  /** Answers at once, with the self-test of this profile that is active already when there is one. */
  async start(
    candidate: SelfTestCandidate,
    options: { startedBy: string; now: Date },
  ): Promise<{ selfTest: SelfTest; created: boolean }> {
    const { profile, job } = candidate;
    if (this.#stopped.signal.aborted)
      throw new ConflictError('This backend is shutting down.');
    const begun = await this.#options.store.begin(profile, job, options);
    if (begun.created) this.#running = this.#run(begun.selfTest.id, candidate);
    else if (begun.selfTest.profile !== profile)
      throw new ConflictError(
        `A self-test of the profile "${begun.selfTest.profile}" runs; one runs at a time.`,
      );
    return begun;
  }

  /** Aborts what runs and waits until it has wiped. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(id: string, candidate: SelfTestCandidate): Promise<void> {
    const { places, store, logger } = this.#options;
    const beat = setInterval(() => {
      store
        .beat(id, new Date())
        .catch(() =>
          logger.warn(`The heartbeat of self-test ${id} could not be written.`),
        );
    }, BEAT_MS);
    try {
      await places.use(letOthers => this.#prove(id, candidate, letOthers));
      if (this.#stopped.signal.aborted) await store.forget(id);
    } catch (error) {
      logger.error(
        `Self-test ${id} could not be recorded (${classOf(error)}).`,
      );
    } finally {
      clearInterval(beat);
    }
  }

  async #prove(
    id: string,
    candidate: SelfTestCandidate,
    letOthers: LetOthers,
  ): Promise<void> {
    const { store, logger } = this.#options;
    const { profile, job } = candidate;
    await store.running(id, new Date());
    logger.info(`Self-test ${id} of "${profile}" begins with ${job.ref}.`);
    const ending = await this.#judge(id, candidate, letOthers);
    // An aborted drill looks like a fault nobody caught.
    if (this.#stopped.signal.aborted) return;
    await store.finish(id, ending, new Date());
    logger.info(
      `Self-test ${id} of "${profile}": ${
        ending.error ?? `${ending.caught} caught, ${ending.missed} missed.`
      }`,
    );
    const missed = ending.faults.filter(({ status }) => status === 'missed');
    // The alarm book tells people, until a self-test of this profile catches everything.
    if (missed.length > 0)
      logger.warn(
        `The self-test of the profile "${profile}" with a backup of ${
          job.ref
        } did not catch: ${missed.map(inWords).join(', ')}.`,
      );
  }

  async #judge(
    id: string,
    { profile, job }: SelfTestCandidate,
    letOthers: LetOthers,
  ): Promise<SelfTestEnding> {
    const { requests, engines, checks, profiles } = this.#options;
    const { signal } = this.#stopped;
    try {
      const { request } = await requests.prepare(job, {
        signal,
        onSubject: async () => {},
      });
      const report = await this.#options.runSelfTest(
        { ...request, profile },
        { engines, checks, profiles, drillId: id, signal },
        letOthers,
      );
      return endingOf(report);
    } catch (error) {
      return nothingProven(sentenceOf(error));
    }
  }
}

function endingOf(report: SelfTestReport): SelfTestEnding {
  const { control, caught, missed, notMade } = report;
  if (control.outcome !== 'passed')
    return nothingProven(
      `The good backup itself did not pass its drill (${control.outcome}: ${control.reason.code}), so nothing is proven either way.`,
    );
  if (caught + missed === 0)
    return nothingProven('None of the faults can be made from this backup.');
  return {
    caught,
    missed,
    notMade,
    faults: report.faults.map(({ id, status, outcome, reason }) => ({
      id,
      status,
      outcome,
      reason,
    })),
    error: null,
  };
}

function inWords({ id, outcome, reason }: SelfTestEnding['faults'][number]) {
  return outcome === 'passed'
    ? `${id} (passed)`
    : `${id} (${outcome}: ${reason})`;
}

function nothingProven(error: string): SelfTestEnding {
  return { caught: 0, missed: 0, notMade: 0, faults: [], error };
}

/** Our own sentences are for people; of anything else only the class is told. */
function sentenceOf(error: unknown): string {
  return error instanceof DrillFault || error instanceof InputError
    ? error.message
    : `The self-test ended by an unexpected ${classOf(error)}.`;
}

function classOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
