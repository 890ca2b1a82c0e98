import type { DrillRoute } from '../queue';
import type { LivingRunner } from './RunnerRegistry';

/** Why nobody can run a drill now, in one sentence; undefined when somebody can. The drill waits. */
export function missingRunner(
  { pool, engine }: DrillRoute,
  living: readonly LivingRunner[],
): string | undefined {
  const ofPool = living.filter(runner => runner.pools.includes(pool));
  if (ofPool.length === 0)
    return `No runner of pool "${pool}" is up; drills wait for one.`;
  if (
    engine !== null &&
    !ofPool.some(runner => runner.engines.includes(engine))
  )
    return `No runner of pool "${pool}" has the engine ${engine}; drills wait for one.`;
  return undefined;
}
