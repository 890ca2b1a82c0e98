/** Random numbers that come again with the same seed (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, `below`. */
  whole(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) % 2 ** 32;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  of<T>(items: readonly T[]): T {
    return items[this.whole(items.length)];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const out: T[] = [];
    while (rest.length > 0)
      out.push(...rest.splice(this.whole(rest.length), 1));
    return out;
  }
}
