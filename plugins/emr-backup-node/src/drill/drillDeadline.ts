/** Joins the caller's cancel, the drill's time limit and its other limits into one signal, and remembers which of the first two it was. */
export class DrillDeadline {
  readonly signal: AbortSignal;
  readonly #timeout = new AbortController();
  readonly #limit = new AbortController();
  readonly #timer?: NodeJS.Timeout;
  readonly #cancel?: AbortSignal;

  constructor(cancel: AbortSignal | undefined, timeoutSeconds?: number) {
    this.#cancel = cancel;
    if (timeoutSeconds !== undefined)
      this.#timer = setTimeout(
        () => this.#timeout.abort(),
        timeoutSeconds * 1000,
      );
    this.signal = AbortSignal.any([
      ...(cancel ? [cancel] : []),
      this.#timeout.signal,
      this.#limit.signal,
    ]);
  }

  /** Ends the drill for a reason its caller knows. */
  stop() {
    this.#limit.abort();
  }

  /** Undefined while neither happened. */
  reason(): 'cancelled' | 'timed-out' | undefined {
    if (this.#cancel?.aborted) return 'cancelled';
    if (this.#timeout.signal.aborted) return 'timed-out';
    return undefined;
  }

  clear() {
    clearTimeout(this.#timer);
  }
}
