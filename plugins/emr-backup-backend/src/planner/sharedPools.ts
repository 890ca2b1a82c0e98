import type { RunnerStatus } from '@emr-backup/plugin-emr-backup-common';
import type { SharedPool } from './FairShare';
import type { RunnerPlaces } from './Lanes';
import { isLong } from './turns';

/** Runners that take drills now. */
export const livingPlaces = (
  runners: readonly RunnerStatus[],
): RunnerPlaces[] =>
  runners
    .filter(({ state }) => state === 'up')
    .map(({ pools, engines, places }) => ({
      pools,
      engines: engines.map(({ name }) => name),
      places,
    }));

/** The places of each pool; a runner of two pools offers its places to both. */
export function sharedPools(
  runners: readonly RunnerPlaces[],
  shortest: ReadonlyMap<string, number>,
): Map<string, SharedPool> {
  const pools = new Map<string, SharedPool>();
  for (const runner of runners)
    for (const name of runner.pools) {
      const expectedSeconds = shortest.get(name) ?? Infinity;
      pools.set(name, {
        places: (pools.get(name)?.places ?? 0) + runner.places,
        hasShort: !isLong({ expectedSeconds }),
      });
    }
  return pools;
}

/** Somebody in the pool has the engine. */
export const isServed = (
  { pool, engine }: { pool: string; engine: string | null },
  runners: readonly RunnerPlaces[],
): boolean =>
  runners.some(
    runner =>
      runner.pools.includes(pool) &&
      (engine === null || runner.engines.includes(engine)),
  );
