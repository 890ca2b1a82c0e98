import { tell, type Told } from '@emr-backup/plugin-emr-backup-common';
import type { DrillRoute } from '../queue';
import type { LivingRunner } from './RunnerRegistry';

/** Why nobody can run a drill now. */
export interface MissingRunner {
  message: string;
  /** The same for readers of other languages. */
  told: Told[];
}

/** Undefined when somebody can run it; else the drill waits. */
export function missingRunner(
  { pool, engine }: DrillRoute,
  living: readonly LivingRunner[],
): MissingRunner | undefined {
  const ofPool = living.filter(runner => runner.pools.includes(pool));
  if (ofPool.length === 0)
    return {
      message: `No runner of pool "${pool}" is up; drills wait for one.`,
      told: [tell('no-runner-of-pool', { pool })],
    };
  if (
    engine !== null &&
    !ofPool.some(runner => runner.engines.includes(engine))
  )
    return {
      message: `No runner of pool "${pool}" has the engine ${engine}; drills wait for one.`,
      told: [tell('no-runner-of-engine', { pool, engine })],
    };
  return undefined;
}
