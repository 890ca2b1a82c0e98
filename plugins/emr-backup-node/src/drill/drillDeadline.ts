/** Joins the caller's cancel and the drill's time limit into one signal, and remembers which of them it was. */
export class DrillDeadline {
  readonly signal: AbortSignal;
  readonly #timeout = new AbortController();
  readonly #timer?: NodeJS.Timeout;
  readonly #cancel?: AbortSignal;

  constructor(cancel: AbortSignal | undefined, timeoutSeconds?: number) {
    this.#cancel = cancel;
    if (timeoutSeconds !== undefined)
      this.#timer = setTimeout(
        () => this.#timeout.abort(),
        timeoutSeconds * 1000,
      );
    this.signal = cancel
      ? AbortSignal.any([cancel, this.#timeout.signal])
      : this.#timeout.signal;
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
