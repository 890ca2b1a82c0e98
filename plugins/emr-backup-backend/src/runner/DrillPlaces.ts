/** Lets those who wait have the place first, then takes one again. */
export type LetOthers = () => Promise<void>;

/** The places for drills on this host: whoever restores something takes one first. First come, first served. */
export class DrillPlaces {
  #free: number;
  #closed = false;
  readonly #waiting: ((given: boolean) => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Waits for a place, does the work and gives the place back. Answers whether
   * the work was begun: once the places are closed nobody gets one any more.
   */
  async use(work: (letOthers: LetOthers) => Promise<void>): Promise<boolean> {
    let held = await this.#take();
    if (!held) return false;
    const letOthers = async () => {
      if (!held || this.#waiting.length === 0) return;
      this.#give();
      held = await this.#take();
    };
    try {
      await work(letOthers);
    } finally {
      if (held) this.#give();
    }
    return true;
  }

  /** Sends away everybody who waits. Who has a place keeps it to the end. */
  close(): void {
    this.#closed = true;
    for (const answer of this.#waiting.splice(0)) answer(false);
  }

  #take(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) next(true);
    else this.#free += 1;
  }
}
