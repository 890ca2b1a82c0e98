/** Callers remembered at the same time: bounds the memory a flood can take. */
const CALLERS = 10_000;

/** So many calls of one caller within a minute, on this process. */
export class RateLimit {
  readonly #calls = new Map<string, { since: number; count: number }>();

  constructor(private readonly perMinute: number) {}

  /** Seconds until the caller may come again; 0: now. */
  wait(caller: string, now: Date): number {
    const known = this.#calls.get(caller);
    const at = now.getTime();
    if (!known || known.count < this.perMinute || at - known.since >= 60_000)
      return 0;
    return Math.ceil((known.since + 60_000 - at) / 1000);
  }

  count(caller: string, now: Date): void {
    const known = this.#calls.get(caller);
    if (known && now.getTime() - known.since < 60_000) {
      known.count += 1;
      return;
    }
    this.#calls.delete(caller);
    // Who came first is forgotten first.
    if (this.#calls.size >= CALLERS)
      this.#calls.delete(this.#calls.keys().next().value ?? '');
    this.#calls.set(caller, { since: now.getTime(), count: 1 });
  }
}
