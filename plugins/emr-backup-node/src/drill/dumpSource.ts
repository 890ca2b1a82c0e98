import path from 'node:path';
import { DrillFault, type Artifact, type DumpSource } from '../contracts';
import { openLeaf, stageTree } from '../open';
import type { OpenOptions } from '../open/types';
import type { PlannedDump } from './restorePlan';

/** Makes a planned dump readable: a stream where the format allows, else a directory staged below the drill's work directory. */
export async function dumpSource(
  dump: PlannedDump,
  context: { artifact: Artifact; openOptions: OpenOptions },
  workDir: string,
): Promise<DumpSource> {
  const { artifact, openOptions } = context;
  const named = {
    kind: dump.kind,
    name: dump.name,
    database: dump.database,
    databaseHint: dump.databaseHint,
  };
  const { leaf, tree } = dump;
  if (leaf)
    return {
      ...named,
      open: options =>
        openLeaf(artifact, leaf, {
          ...openOptions,
          signal: options?.signal ?? openOptions.signal,
        }),
    };
  if (!tree) throw new DrillFault('internal', `"${dump.name}" cannot be read.`);
  const directory = path.join(workDir, `staged-${dump.part}-${dump.database}`);
  await stageTree(artifact, tree, directory, openOptions);
  return { ...named, directory };
}
