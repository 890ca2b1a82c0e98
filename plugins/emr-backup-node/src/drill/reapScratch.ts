import type { RestoreEngine } from '../contracts';
import { findDeadScratch, removeScratchDirectory } from './scratchDirectory';

/** What the reaper removed. @public */
export interface ReapResult {
  /** Ids of the dead drills whose scratch was removed. */
  drillIds: string[];
  /** Scratch servers that were still running. */
  servers: number;
}

/**
 * Removes what dead drills left below a work directory: their scratch servers
 * first, then their directories. Live drills, drills of other hosts and
 * anything that is not ours are left alone. Called at start and on a tick.
 * @public
 */
export async function reapScratch(
  workDir: string,
  engines: readonly RestoreEngine[],
): Promise<ReapResult> {
  const result: ReapResult = { drillIds: [], servers: 0 };
  for (const { directory, drillId } of await findDeadScratch(workDir)) {
    for (const engine of engines)
      result.servers += await engine.reap(directory);
    await removeScratchDirectory(directory);
    result.drillIds.push(drillId);
  }
  return result;
}
