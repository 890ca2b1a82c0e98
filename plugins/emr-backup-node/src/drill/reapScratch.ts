import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { RestoreEngine } from '../contracts';
import {
  findDeadScratch,
  removeScratchDirectory,
  removeUnborn,
  SCRATCH_PREFIX,
} from './scratchDirectory';
import { endProcessesBelow, processesBelow } from './scratchProcesses';

/** What the reaper removed. @public */
export interface ReapResult {
  /** Ids of the dead drills whose scratch was removed. */
  drillIds: string[];
  /** Scratch servers that were still running. */
  servers: number;
}

/**
 * Removes what dead drills left below a work directory: their scratch servers,
 * every other process that works there, their directories, and processes
 * whose directory is gone already. Live drills, drills of other
 * hosts and anything that is not ours are left alone. Called at start and on a
 * tick. What cannot be removed keeps nothing else from being removed; the
 * first such error is thrown in the end.
 * @public
 */
export async function reapScratch(
  workDir: string,
  engines: readonly RestoreEngine[],
): Promise<ReapResult> {
  const result: ReapResult = { drillIds: [], servers: 0 };
  const errors: unknown[] = [];
  for (const { directory, drillId } of await findDeadScratch(workDir)) {
    try {
      for (const engine of engines)
        result.servers += await engine.reap(directory);
      await removeScratchDirectory(directory);
      // One that began while the others were ended ends now, with its directory.
      await endProcessesBelow(directory);
      result.drillIds.push(drillId);
    } catch (error) {
      errors.push(error);
    }
  }
  await removeUnborn(workDir);
  await endHomeless(workDir);
  if (errors.length > 0) throw errors[0];
  return result;
}

/** Ends processes whose scratch directory somebody removed without them: a drill that runs has its directory. */
async function endHomeless(workDir: string): Promise<void> {
  const names = (await processesBelow(workDir)).flatMap(found =>
    found.names.map(name => name.split('/')[0]),
  );
  for (const name of new Set(names)) {
    if (!name.startsWith(SCRATCH_PREFIX)) continue;
    const directory = path.join(path.resolve(workDir), name);
    const isThere = await fs.stat(directory).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    );
    if (!isThere) await endProcessesBelow(directory);
  }
}
