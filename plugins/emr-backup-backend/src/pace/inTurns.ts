import { setImmediate as othersTurn } from 'node:timers/promises';

/** What else the process does is not held up for longer: a page that is asked for meanwhile comes at once. */
const HELD_MS = 15;

/** Work that says by `yield` where it may be left for a moment. */
export type LongWork<T> = Generator<void, T>;

/** Does long work, and lets others of the process have their turn in between. */
export async function inTurns<T>(work: LongWork<T>): Promise<T> {
  let began = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < HELD_MS) continue;
    await othersTurn();
    began = performance.now();
  }
}
