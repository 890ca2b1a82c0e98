import type { DrillLimits } from '../config';
import { FairShare, type SharedPool, type SharingDrill } from './FairShare';
import { byTurn, type WaitingDrill } from './turns';

/** A drill that waits in the queue or runs. */
export interface ActiveDrill extends SharingDrill {
  state: 'queued' | 'running';
}

/**
 * Waiting drills should fill the places until the planner looks again, twice:
 * less would leave places empty, more would fix an order that may still change.
 */
const AHEAD_SECONDS = 30;
/** However short drills are, so many wait for each place at most. */
const AHEAD_MOST = 20;

/** What a pool has taken in: the drills it can run at once, and some that wait. */
class Room {
  #taken = 0;
  #waitingSeconds = 0;

  constructor(private readonly places: number) {}

  hasRoom(): boolean {
    const waiting = this.#taken - this.places;
    if (waiting < this.places) return true;
    return (
      waiting < this.places * AHEAD_MOST &&
      this.#waitingSeconds < this.places * AHEAD_SECONDS
    );
  }

  take(expectedSeconds: number): void {
    if (this.#taken >= this.places) this.#waitingSeconds += expectedSeconds;
    this.#taken += 1;
  }
}

/**
 * Which of the due drills go into the queue now: in the order of their turns,
 * those the limits let run, as many as can soon run. A pool without places
 * gets none.
 */
export function chooseDrills<T extends WaitingDrill>(
  due: readonly T[],
  situation: {
    active: readonly ActiveDrill[];
    pools: ReadonlyMap<string, SharedPool>;
    limits: DrillLimits;
  },
): T[] {
  const { active, pools, limits } = situation;
  const shares = new FairShare(limits, pools);
  const room = new Map(
    [...pools].map(([name, { places }]) => [name, new Room(places)]),
  );
  for (const drill of active) {
    shares.take(drill);
    room.get(drill.pool)?.take(drill.expectedSeconds);
  }
  const chosen: T[] = [];
  for (const drill of [...due].sort(byTurn)) {
    const pool = room.get(drill.pool);
    if (!pool?.hasRoom() || shares.full(drill) !== undefined) continue;
    shares.take(drill);
    pool.take(drill.expectedSeconds);
    chosen.push(drill);
  }
  return chosen;
}
