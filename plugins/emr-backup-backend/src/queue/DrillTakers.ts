import type { PlaceGate } from './DrillQueue';

/** A drill that was taken; ended by whoever took it. */
export interface TakenDrill {
  run(): Promise<void>;
}

/** Takes drills, each when there is a place for it, until it is told to rest. */
export class DrillTakers {
  #resting = false;
  #loops: Promise<void>[] = [];
  readonly #sleepers = new Set<() => void>();

  constructor(
    private readonly options: {
      places: PlaceGate;
      /** Undefined when there is nothing to take. */
      take: () => Promise<TakenDrill | undefined>;
      pollMs: number;
      /** The queue could not be asked; it is asked again. */
      onProblem: (error: unknown) => void;
    },
  ) {}

  start(concurrency: number): void {
    this.#loops = Array.from({ length: concurrency }, () => this.#loop());
  }

  /** Something was sent from this process: nobody waits for the next look. */
  wake(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  rest(): void {
    this.#resting = true;
    this.wake();
  }

  /** Waits for the drills that run. */
  async stop(): Promise<void> {
    this.rest();
    await Promise.all(this.#loops);
  }

  async #loop(): Promise<void> {
    while (!this.#resting) {
      if (!(await this.#takeOne())) await this.#sleep();
    }
  }

  /** Answers whether one was taken. */
  async #takeOne(): Promise<boolean> {
    const { places, take, onProblem } = this.options;
    let taken = false;
    await places.use(async () => {
      if (this.#resting) return;
      try {
        const drill = await take();
        taken = drill !== undefined;
        await drill?.run();
      } catch (error) {
        taken = false;
        onProblem(error);
      }
    });
    return taken;
  }

  #sleep(): Promise<void> {
    if (this.#resting) return Promise.resolve();
    return new Promise(resolve => {
      const sleep: { timer?: NodeJS.Timeout } = {};
      const awake = () => {
        clearTimeout(sleep.timer);
        this.#sleepers.delete(awake);
        resolve();
      };
      sleep.timer = setTimeout(awake, this.options.pollMs);
      this.#sleepers.add(awake);
    });
  }
}
