const KEPT = 64;

/** Remembers where the latest long runs of zero bytes in a stream lie. */
export class ZeroRuns {
  readonly #runs: { from: number; to: number }[] = [];
  #position = 0;
  #runStart = -1;

  constructor(private readonly minimum: number) {}

  add(chunk: Buffer) {
    let index = 0;
    while (index < chunk.length) {
      if (this.#runStart >= 0) {
        while (index < chunk.length && chunk[index] === 0) index += 1;
        if (index < chunk.length) this.#endRun(this.#position + index);
      } else {
        const next = chunk.indexOf(0, index);
        if (next < 0) break;
        this.#runStart = this.#position + next;
        index = next;
      }
    }
    this.#position += chunk.length;
  }

  /** Whether a run of at least the minimum length begins at or before the offset and reaches past it. */
  covers(offset: number): boolean {
    const open =
      this.#runStart >= 0 ? [{ from: this.#runStart, to: this.#position }] : [];
    return [...this.#runs, ...open].some(
      run => run.from <= offset && run.to >= offset + this.minimum,
    );
  }

  #endRun(to: number) {
    if (to - this.#runStart >= this.minimum) {
      this.#runs.push({ from: this.#runStart, to });
      if (this.#runs.length > KEPT) this.#runs.shift();
    }
    this.#runStart = -1;
  }
}
