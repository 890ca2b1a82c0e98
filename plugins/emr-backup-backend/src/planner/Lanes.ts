import { Heap } from './Heap';

/** A process that runs drills. */
export interface RunnerPlaces {
  pools: readonly string[];
  engines: readonly string[];
  places: number;
}

interface Lane<T> {
  waiting: Heap<T>;
  runners: RunnerPlaces[];
}

/**
 * Drills that wait for a runner of their pool with their engine, and the free
 * places of each. One runner may serve several lanes.
 */
export class Lanes<T extends { pool: string; engine: string | null }> {
  readonly #lanes = new Map<string, Lane<T>>();
  readonly #free: Map<RunnerPlaces, number>;

  constructor(
    private readonly runners: readonly RunnerPlaces[],
    private readonly compare: (one: T, other: T) => number,
  ) {
    this.#free = new Map(runners.map(runner => [runner, runner.places]));
  }

  add(drill: T): void {
    this.#laneOf(drill).waiting.push(drill);
  }

  /** The first in the order of all that a free place could take; it is out of its lane then. */
  next(): T | undefined {
    let best: Lane<T> | undefined;
    for (const lane of this.#lanes.values()) {
      const head = lane.waiting.peek();
      if (head === undefined || !this.#freeRunner(lane)) continue;
      const bestHead = best?.waiting.peek();
      if (bestHead === undefined || this.compare(head, bestHead) < 0)
        best = lane;
    }
    return best?.waiting.pop();
  }

  /** Takes a place for what {@link next} gave. */
  occupy(drill: T): RunnerPlaces {
    const runner = this.#freeRunner(this.#laneOf(drill));
    if (!runner) throw new Error('No place is free for this drill.');
    this.#free.set(runner, (this.#free.get(runner) ?? 0) - 1);
    return runner;
  }

  release(runner: RunnerPlaces): void {
    this.#free.set(runner, (this.#free.get(runner) ?? 0) + 1);
  }

  /** Those that never had a turn. */
  rest(): T[] {
    const left: T[] = [];
    for (const { waiting } of this.#lanes.values())
      for (let drill = waiting.pop(); drill; drill = waiting.pop())
        left.push(drill);
    return left;
  }

  #freeRunner({ runners }: Lane<T>): RunnerPlaces | undefined {
    return runners.find(runner => (this.#free.get(runner) ?? 0) > 0);
  }

  #laneOf({ pool, engine }: T): Lane<T> {
    const key = JSON.stringify([pool, engine]);
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = {
        waiting: new Heap<T>(this.compare),
        runners: this.runners.filter(
          runner =>
            runner.pools.includes(pool) &&
            (engine === null || runner.engines.includes(engine)),
        ),
      };
      this.#lanes.set(key, lane);
    }
    return lane;
  }
}
