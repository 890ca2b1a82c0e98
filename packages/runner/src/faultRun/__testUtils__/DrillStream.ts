import { setTimeout as delay } from 'node:timers/promises';
import type { SeededRandom } from './seededRandom';
import { TOKEN } from './Stage';

/** Asks for drills as long as the faults last, of whichever portal answers. */
export class DrillStream {
  /** Drills a portal promised, with their job. */
  readonly promised = new Map<string, string>();
  #stopping = false;
  #loop: Promise<void> | undefined;

  constructor(
    private readonly options: {
      ports: readonly number[];
      jobs: readonly string[];
      random: SeededRandom;
      everyMs: number;
    },
  ) {}

  start(): void {
    this.#loop = this.#ask();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#loop;
  }

  /** Waits until every portal answers. */
  async untilOpen(): Promise<void> {
    // Processes that start together may keep each other from migrating, and are started again.
    const until = Date.now() + 300_000;
    for (const port of this.options.ports)
      while (!(await this.#post(port, this.options.jobs[0])))
        if (Date.now() > until)
          throw new Error(`The portal on port ${port} does not answer.`);
        else await delay(500);
  }

  async #ask(): Promise<void> {
    const { ports, jobs, random, everyMs } = this.options;
    while (!this.#stopping) {
      const job = random.of(jobs);
      for (const port of random.shuffled(ports))
        if (await this.#post(port, job)) break;
      await delay(everyMs);
    }
  }

  async #post(port: number, job: string): Promise<boolean> {
    try {
      const response = await fetch(
        `http://127.0.0.1:${port}/api/emr-backup/drills`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${TOKEN}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ job }),
          signal: AbortSignal.timeout(5000),
        },
      );
      if (!response.ok) return false;
      const { id } = (await response.json()) as { id: string };
      this.promised.set(id, job);
      return true;
    } catch {
      return false;
    }
  }
}
