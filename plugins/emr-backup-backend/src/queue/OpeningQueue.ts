import type { DrillQueue, QueuedDrill, TakingOptions } from './DrillQueue';

/**
 * A queue that is being opened. The embedded one takes seconds at its first
 * start; whoever needs it waits, and the rest of the backend does not.
 */
export class OpeningQueue implements DrillQueue {
  #opened: Promise<DrillQueue> | undefined;

  constructor(private readonly openQueue: () => Promise<DrillQueue>) {}

  async send(drill: QueuedDrill): Promise<void> {
    await (await this.#queue()).send(drill);
  }

  async forget(jobRef: string): Promise<void> {
    await (await this.#queue()).forget(jobRef);
  }

  async work(options: TakingOptions): Promise<void> {
    await (await this.#queue()).work(options);
  }

  rest(): void {
    this.#opened?.then(
      queue => queue.rest(),
      // One that did not open takes nothing.
      () => {},
    );
  }

  async stop(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await (await opened?.catch(() => undefined))?.stop();
  }

  /** One that did not open is tried again by whoever needs it next. */
  #queue(): Promise<DrillQueue> {
    this.#opened ??= this.openQueue().catch(error => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}
