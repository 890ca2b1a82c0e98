const SLAB_BYTES = 1024 * 1024;
/** As many as a loader with a handful of connections has under way and waiting. */
const KEPT = 160;

/**
 * Memory in which rows wait for their turn, used again and again. Kept as the
 * chunks they came in, hundreds of megabytes would pass through the garbage
 * collector, which takes as long as reading them.
 */
export class RowMemory {
  readonly #free: Buffer[] = [];

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(SLAB_BYTES);
  }

  giveBack(slabs: readonly Buffer[]) {
    this.#free.push(...slabs.slice(0, KEPT - this.#free.length));
  }
}
