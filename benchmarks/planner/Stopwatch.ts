import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';

/** What something took. */
export interface Taken {
  ms: number;
  queries: number;
  /** The longest time in which nothing else of the process had its turn. */
  blockedMs: number;
}

const SAMPLED_MS = 20;

/** Times what is done, counts its statements and how long it holds the process up. */
export class Stopwatch {
  #queries = 0;

  constructor(knex: Knex) {
    knex.on('query', () => {
      this.#queries += 1;
    });
  }

  async time(action: () => Promise<unknown>): Promise<Taken> {
    const loop = monitorEventLoopDelay({ resolution: 5 });
    this.#queries = 0;
    loop.enable();
    await delay(SAMPLED_MS);
    const began = performance.now();
    await action();
    const ms = performance.now() - began;
    const queries = this.#queries;
    // A delay is seen by the first sample after it.
    await delay(SAMPLED_MS);
    loop.disable();
    return { ms, queries, blockedMs: loop.max / 1e6 };
  }
}

/** Says what several times of the same took. */
export function tell(what: string, taken: readonly Taken[]): void {
  const most = (field: keyof Taken) =>
    Math.max(...taken.map(entry => entry[field]));
  const sorted = taken.map(({ ms }) => ms).sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(
    `${what}: median ${median.toFixed(0)} ms, longest ${most('ms').toFixed(
      0,
    )} ms, blocked ${most('blockedMs').toFixed(0)} ms at most, ${most(
      'queries',
    )} queries at most`,
  );
}
