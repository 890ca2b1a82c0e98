import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InventoryStore, KnownJob } from '../inventory';
import { Pace } from '../pace';
import {
  worriesOf,
  type JobFacts,
  type JobReader,
  type Worry,
} from '../standing';
import {
  concernsOf,
  type Concern,
  type Concerns,
  type WorriedJob,
} from './concerns';

/** What rooms other than observation and drills worry about. */
export interface OtherWorries {
  /** About single jobs, by job ref. */
  ofJobs(
    jobs: readonly KnownJob[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly Worry[]>>;
  /** About what lies behind several jobs. */
  shared(jobs: readonly KnownJob[], now: Date): Promise<Concern[]>;
}

/** Reads everything that is wrong now. */
export class ConcernReader {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      jobs: JobReader;
      others: OtherWorries;
      /** Hears of the facts that were read. */
      onFacts: (facts: readonly JobFacts[], now: Date) => Promise<void>;
      logger: LoggerService;
    },
  ) {}

  async read(now: Date): Promise<Concerns> {
    const { inventory, jobs: reader, others, onFacts } = this.options;
    const jobs = await inventory.jobs();
    const facts = await reader.facts(jobs, now);
    await onFacts(facts, now);
    const more = await others.ofJobs(jobs, now);
    const unread = new Set<string>();
    const worried: WorriedJob[] = [];
    const pace = new Pace();
    for (const fact of facts) {
      await pace.rest();
      worried.push({
        job: fact.job,
        worries: [
          ...this.#worriesOf(fact, now, unread),
          ...(more.get(fact.job.ref) ?? []),
        ],
      });
    }
    const { concerns, isUnjudged } = concernsOf(worried);
    return {
      concerns: [...concerns, ...(await others.shared(jobs, now))],
      isUnjudged: cause =>
        isUnjudged(cause) ||
        [...unread].some(ref => cause.startsWith(`job:${ref}:`)),
    };
  }

  /** One job nobody can judge does not silence the others. */
  #worriesOf(fact: JobFacts, now: Date, unread: Set<string>): Worry[] {
    try {
      return worriesOf(fact, now);
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      this.options.logger.warn(
        `What is wrong with ${fact.job.ref} could not be told (${kind}).`,
      );
      unread.add(fact.job.ref);
      return [];
    }
  }
}
