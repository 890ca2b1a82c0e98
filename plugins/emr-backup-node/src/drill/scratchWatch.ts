import { promises as fs } from 'node:fs';
import { DrillFault } from '../contracts';
import { defaultMemoryLimit, ScratchMemory } from './scratchMemory';
import type { DrillEvent } from './types';

/**
 * A drill ends when less is free than this. A MariaDB on a full disk does not
 * fail: it waits for somebody to make room. Less is written before the next
 * look; more would end drills that fit.
 */
const RESERVE_BYTES = 48 * 1024 ** 2;
const LOOK_MS = 500;

/** Looks after the disk and the memory of a drill while it runs. */
export class ScratchWatch {
  #fault: DrillFault | undefined;
  #timer: NodeJS.Timeout | undefined;
  #freeAtStart = 0;
  #leastFree = Infinity;
  #read = 0;
  #total: number | undefined;
  readonly #memory: ScratchMemory;

  constructor(
    private readonly options: {
      directory: string;
      maxMemoryBytes?: number;
      /** Ends the drill. */
      stop: () => void;
    },
  ) {
    this.#memory = new ScratchMemory(options.directory);
  }

  /** Why the drill had to end; undefined while it fits. */
  get fault(): DrillFault | undefined {
    return this.#fault;
  }

  /**
   * What a drill is ended by: what was found here, else what was thrown. An
   * engine may see a full disk first and make room again as it stops; only
   * here it is known how many bytes the drill would have taken.
   */
  explain(error: unknown): unknown {
    if (this.#fault) return this.#fault;
    const full = error instanceof DrillFault && error.code === 'scratch-full';
    return full && this.#leastFree < this.#freeAtStart
      ? this.#full(this.#leastFree)
      : error;
  }

  async start(): Promise<void> {
    this.#freeAtStart = await this.#free();
    const limit = this.options.maxMemoryBytes ?? (await defaultMemoryLimit());
    const next = () => {
      this.#timer = setTimeout(async () => {
        await this.#look(limit);
        if (this.#timer && !this.#fault) next();
      }, LOOK_MS);
      this.#timer.unref();
    };
    next();
  }

  /** How much of the backup is loaded tells how much room the rest needs. */
  readonly onEvent = (event: DrillEvent): void => {
    if (event.type !== 'progress' || event.phase !== 'load') return;
    this.#read = event.bytes;
    this.#total = event.totalBytes;
  };

  /** A last look, at a drill that went wrong: whatever a full disk breaks is not the backup's fault. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#fault) await this.#lookAtDisk();
  }

  async #look(limit: number): Promise<void> {
    await this.#lookAtDisk();
    if (!this.#fault) await this.#lookAtMemory(limit);
    if (this.#fault) this.options.stop();
  }

  async #lookAtDisk(): Promise<void> {
    const free = await this.#free();
    this.#leastFree = Math.min(this.#leastFree, free);
    if (free < RESERVE_BYTES) this.#fault = this.#full(free);
  }

  #full(free: number): DrillFault {
    const taken = Math.max(this.#freeAtStart - free, 0);
    return new DrillFault(
      'scratch-full',
      `The work directory filled up during the drill: ${taken} bytes were taken and ${free} are left; the drill needs about ${this.#needed(
        taken,
      )} bytes.`,
    );
  }

  async #lookAtMemory(limit: number): Promise<void> {
    const taken = await this.#memory.taken();
    if (taken <= limit) return;
    this.#fault = new DrillFault(
      'memory-short',
      `The scratch server took ${taken} bytes of memory; ${Math.round(
        limit,
      )} are allowed (emrBackup.runner.maxMemory).`,
    );
  }

  /** By what is loaded so far; twice what was taken where that is not known. More than there was in any case. */
  #needed(taken: number): number {
    const share = this.#total ? this.#read / this.#total : 0;
    const factor = share > 0.05 ? Math.max(1 / share, 1.1) : 2;
    return (
      Math.max(Math.ceil(taken * factor), this.#freeAtStart) + RESERVE_BYTES
    );
  }

  async #free(): Promise<number> {
    const { bavail, bsize } = await fs.statfs(this.options.directory);
    return bavail * bsize;
  }
}
