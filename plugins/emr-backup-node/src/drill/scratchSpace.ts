import { promises as fs } from 'node:fs';
import { DrillFault, type Artifact } from '../contracts';

/**
 * An empty scratch server takes about this much. Too low: a drill starts that
 * cannot boot; too high: small machines refuse drills they could run.
 */
const SERVER_BYTES = 300 * 1024 ** 2;

/**
 * Restored data is at least this many times what lies in the store, wrapped.
 * Compressed SQL grows five to ten times; four only refuses what cannot fit.
 */
const GROWTH = 4;

/** Refuses a drill whose copy cannot fit, before anything is written. */
export async function requireFreeSpace(
  directory: string,
  artifact: Artifact,
): Promise<void> {
  const bytes = artifact.files.reduce((sum, file) => sum + file.bytes, 0);
  const needed = SERVER_BYTES + bytes * GROWTH;
  const { bavail, bsize } = await fs.statfs(directory);
  const free = bavail * bsize;
  if (free < needed)
    throw new DrillFault(
      'scratch-full',
      `The work directory has ${free} bytes free; this drill needs at least ${needed}.`,
    );
}
