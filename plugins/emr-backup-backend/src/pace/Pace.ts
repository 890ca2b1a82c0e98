import { setTimeout as rest } from 'node:timers/promises';

/** What else the process does is not held up for longer. */
const HELD_MS = 10;
/** A third of a processor is enough for work nobody waits for. */
const REST_PER_WORK = 2;
/** However long a step was, the round goes on after this. */
const LONGEST_REST_MS = 50;

/**
 * The pace of a round over thousands of jobs: after each moment of work a
 * longer rest, so that a page that is asked for meanwhile takes hardly longer
 * than at any other time. Asked for between two steps; costs nothing until
 * the moment is over. A database in the same process counts as work.
 */
export class Pace {
  #since = performance.now();

  async rest(): Promise<void> {
    const held = performance.now() - this.#since;
    if (held < HELD_MS) return;
    await rest(Math.min(REST_PER_WORK * held, LONGEST_REST_MS));
    this.#since = performance.now();
  }
}
