import type { DrillLimits } from '../config';
import { isLong } from './turns';

/** A drill as limits see it. */
export interface SharingDrill {
  clinic: string | null;
  vendor: string | null;
  store: string | null;
  pool: string;
  expectedSeconds: number;
}

/** A pool as limits see it. */
export interface SharedPool {
  places: number;
  /** Jobs whose drills are short run here too. */
  hasShort: boolean;
}

/**
 * Who may run beside whom: so many drills of one clinic, vendor and store at
 * the same time, and in a pool that has short drills one place is always kept
 * free of long ones. A pool of a single place cannot keep one free.
 */
export class FairShare {
  readonly #taken = new Map<string, number>();

  constructor(
    private readonly limits: DrillLimits,
    private readonly pools: ReadonlyMap<string, SharedPool>,
  ) {}

  take(drill: SharingDrill): void {
    for (const { key } of this.#shares(drill))
      this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
  }

  /** Answers the shares that have room again. */
  give(drill: SharingDrill): string[] {
    const keys = this.#shares(drill).map(({ key }) => key);
    for (const key of keys)
      this.#taken.set(key, (this.#taken.get(key) ?? 1) - 1);
    return keys;
  }

  /** The share that is used up; undefined when the drill may run. */
  full(drill: SharingDrill): string | undefined {
    return this.#shares(drill).find(
      ({ key, limit }) => (this.#taken.get(key) ?? 0) >= limit,
    )?.key;
  }

  #shares(drill: SharingDrill): { key: string; limit: number }[] {
    const { perClinic, perVendor, perStore } = this.limits;
    const shares: { key: string; limit: number }[] = [];
    const add = (kind: string, name: string | null, limit: number) => {
      if (name !== null) shares.push({ key: `${kind} ${name}`, limit });
    };
    add('clinic', drill.clinic, perClinic);
    add('vendor', drill.vendor, perVendor);
    add('store', drill.store, perStore);
    const pool = this.pools.get(drill.pool);
    if (isLong(drill) && pool?.hasShort && pool.places > 1)
      add('long drills of', drill.pool, pool.places - 1);
    return shares;
  }
}
