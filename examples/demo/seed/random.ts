/** A small seeded generator: the same key always gives the same numbers. */
export class Random {
  #state: number;

  constructor(key: string) {
    this.#state = [...key].reduce(
      (hash, char) => Math.imul(hash ^ char.codePointAt(0)!, 16777619),
      2166136261,
    );
  }

  /** From 0 up to 1. */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.share() * items.length)];
  }

  chance(share: number): boolean {
    return this.share() < share;
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.between(0, 9)).join('');
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () =>
      this.between(0, 15).toString(16),
    ).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
