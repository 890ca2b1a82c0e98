import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { DrillFault } from '../contracts';
import type { OpenOptions } from './types';

type Closable = Readable | Writable;

/**
 * Everything opened while one part of an artifact is looked through: streams,
 * the processes behind them, temporary homes. Closing it leaves none behind.
 */
export class OpenScope {
  readonly notes = new Set<string>();
  /** What a person would type to open the same; keys by name only. */
  readonly commands = new Set<string>();
  readonly #streams = new Set<Closable>();
  readonly #cleanups: (() => Promise<void>)[] = [];
  readonly #onAbort = () => this.#destroy(this.#abortReason());
  #secret: Promise<Buffer> | undefined;

  constructor(readonly options: OpenOptions) {
    options.signal.throwIfAborted();
    options.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal() {
    return this.options.signal;
  }

  /** The secret the artifact is opened by, asked for once. */
  async secret(format: string, label: string): Promise<Buffer> {
    const { key } = this.options;
    if (!key) {
      throw new DrillFault(
        'key-unavailable',
        `${label} is encrypted (${format}) and no key was given to open it.`,
      );
    }
    this.#secret ??= key.read();
    return this.#secret;
  }

  /** The stream is destroyed when the scope is closed or aborted. */
  track<T extends Closable>(stream: T): T {
    // Whoever reads the stream handles its error; once nobody reads it any
    // more, a late error must not end the process.
    stream.on('error', () => undefined);
    stream.once('close', () => this.#streams.delete(stream));
    this.#streams.add(stream);
    if (this.signal.aborted) stream.destroy(this.#abortReason());
    return stream;
  }

  /** Runs after every stream is closed, last added first. */
  defer(cleanup: () => Promise<void>) {
    this.#cleanups.push(cleanup);
  }

  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.#onAbort);
    const open = [...this.#streams];
    this.#destroy();
    await Promise.all(
      open.map(async stream => {
        if (!stream.closed) {
          await once(stream, 'close').catch(() => undefined);
        }
      }),
    );
    for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup();
  }

  #destroy(reason?: Error) {
    for (const stream of [...this.#streams]) stream.destroy(reason);
  }

  #abortReason(): Error {
    const { reason } = this.signal;
    return reason instanceof Error ? reason : new Error('Aborted');
  }
}
