import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, isAbsolute } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Artifact } from '../contracts';
import { BackupFault, DrillFault } from '../contracts';
import { openLeaf, siblings } from './openLeaf';
import { openPart } from './openPart';
import { OpenScope } from './OpenScope';
import type { Leaf, OpenOptions, Tree } from './types';

const WAL_ARCHIVE = /^pg_wal\.tar(\.\w+)?$/;
const basename = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Where a leaf lies below the tree's root. */
function targetOf(artifact: Artifact, tree: Tree, leaf: Leaf): string {
  const holder = [artifact.files[leaf.part].path, ...leaf.names];
  const path = holder[holder.length - 1];
  const archive = holder[holder.length - 2];
  if (archive !== undefined && WAL_ARCHIVE.test(basename(archive))) {
    return join('pg_wal', path);
  }
  return tree.root === '' ? path : path.slice(tree.root.length + 1);
}

/** The leaf's file below the directory; refuses a name that leads out of it. */
function inside(directory: string, target: string, leaf: Leaf): string {
  const path = join(directory, target);
  const back = relative(directory, path);
  if (back === '' || back.startsWith('..') || isAbsolute(back)) {
    throw new BackupFault(
      'archive-damaged',
      `${leaf.path} has a name that leads out of its folder.`,
    );
  }
  return path;
}

async function write(content: AsyncIterable<Buffer>, path: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(
    Readable.from(content, { objectMode: false }),
    createWriteStream(path, { mode: 0o600 }),
  );
}

/** Leaves of the same archive, which is read once for all of them. */
function byArchive(leaves: readonly Leaf[]): Leaf[][] {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const key = JSON.stringify([leaf.part, ...leaf.names.slice(0, -1)]);
    groups.set(key, [...(groups.get(key) ?? []), leaf]);
  }
  return [...groups.values()];
}

async function stageArchive(
  artifact: Artifact,
  leaves: readonly Leaf[],
  pathOf: (leaf: Leaf) => string,
  scope: OpenScope,
) {
  const wanted = new Map(
    leaves.map(leaf => [leaf.names[leaf.names.length - 1], leaf]),
  );
  const [{ part, formats, names }] = leaves;
  const file = artifact.files[part];
  const source = await openPart(artifact, part, scope);
  const way = {
    formats,
    names,
    label: file.path,
    outer: [],
    localPath: file.localPath,
  };
  for await (const { entry } of siblings(source, way, scope)) {
    const leaf = wanted.get(entry.name);
    // Of several entries of one name the last is kept, as unpacking does.
    if (leaf) await write(entry.content, pathOf(leaf));
  }
}

/**
 * Writes a tree below a directory, for engines that need one: the only place
 * where a backup's content reaches the disk. Refuses names that lead out of it.
 * @public
 */
export async function stageTree(
  artifact: Artifact,
  tree: Tree,
  directory: string,
  options: OpenOptions,
): Promise<void> {
  const pathOf = (leaf: Leaf) =>
    inside(directory, targetOf(artifact, tree, leaf), leaf);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const leaves of byArchive(tree.leaves)) {
    const scope = new OpenScope(options);
    try {
      if (leaves[0].names.length > 0) {
        await stageArchive(artifact, leaves, pathOf, scope);
      } else {
        await write(
          await openLeaf(artifact, leaves[0], options),
          pathOf(leaves[0]),
        );
      }
    } catch (error) {
      throw scratchFull(error) ?? error;
    } finally {
      await scope.close();
    }
  }
}

function scratchFull(error: unknown): DrillFault | null {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new DrillFault(
        'scratch-full',
        'The scratch directory ran full while the backup was unpacked; give the drill more disk space.',
        error,
      )
    : null;
}
