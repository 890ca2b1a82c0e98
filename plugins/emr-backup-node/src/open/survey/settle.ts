import { BackupFault } from '../../contracts';
import type { Leaf, Survey, Tree } from '../types';
import type { Found } from './Found';
import { CROWD, foldersOf, isDocumentPath, isDueName } from './placement';
import { below, findTrees, type TreeFound } from './trees';

/*
 * What a file looks like does not say what it is for: a patient may upload a
 * zip with a .sql inside, an EMR ships upgrade scripts. So everything is looked
 * at first, and judged here by where it lies among the others:
 *
 * - members of a physical backup or dump folder belong to it, nothing else;
 * - files below a document folder, or among a crowd of plain files, are documents;
 * - of what is left, dumps written by a dump program count, in the outermost
 *   folders they are found in; mere SQL counts only when there is no such dump;
 * - an archive in an archive is opened when it holds one of these, or a document tree.
 */

interface Placed {
  found: Found;
  occurrence: number;
  document: boolean;
  crowded: boolean;
  /** Folders and archives above the file. */
  depth: number;
  tree: TreeFound | null;
  inside: Container | null;
}

interface Container {
  files: Placed[];
  trees: readonly TreeFound[];
}

/** Folders a dump may lie deeper than the outermost one and still be part of the backup. */
const DEPTH_SPAN = 2;
/** Deeper SQL without a dump program's header is a product's own script. */
const UNCERTAIN_DEPTH = 1;

const folderOf = (path: string) => foldersOf(path).join('/');

/** The files of one container, the last of those with the same name only: an archive is unpacked in order. */
function latest(files: readonly Found[]): [Found, number][] {
  const byPath = new Map<string, [Found, number]>();
  for (const file of files) {
    const earlier = byPath.get(file.path);
    byPath.set(file.path, [file, earlier ? earlier[1] + 1 : 0]);
  }
  return [...byPath.values()];
}

function place(
  files: readonly Found[],
  above: number,
  { base = '', amongUploads = false } = {},
): Container {
  const kept = latest(files);
  const trees = amongUploads ? [] : findTrees(kept.map(([file]) => file.path));
  const plain = new Map<string, number>();
  for (const [file] of kept) {
    if (file.content.type === 'file') {
      const folder = folderOf(file.path);
      plain.set(folder, (plain.get(folder) ?? 0) + 1);
    }
  }
  return {
    trees,
    files: kept.map(([found, occurrence]) => {
      const path = found.path.slice(base.length);
      const tree = trees.find(({ root }) => below(root, found.path)) ?? null;
      const depth = above + foldersOf(path).length;
      const document = isDocumentPath(path);
      const { content } = found;
      const crowded =
        amongUploads || (plain.get(folderOf(found.path)) ?? 0) > CROWD;
      return {
        found,
        occurrence,
        tree,
        document,
        depth,
        crowded,
        inside:
          content.type === 'archive' && !tree && !document
            ? place(content.entries, depth + 1, { amongUploads: crowded })
            : null,
      };
    }),
  };
}

function* everyFile(container: Container): Generator<Placed> {
  for (const file of container.files) {
    yield file;
    if (file.inside) yield* everyFile(file.inside);
  }
}

const hasTree = (container: Container): boolean =>
  container.trees.length > 0 ||
  container.files.some(file => file.inside && hasTree(file.inside));

function chooseDumps(top: Container): Set<Found> {
  const candidates = [...everyFile(top)].filter(
    file => file.found.content.type === 'dump' && !file.tree && !file.document,
  );
  const certain = candidates.filter(
    ({ found: { content } }) => content.type === 'dump' && content.certain,
  );
  const shallow = (files: Placed[]) => {
    const least = Math.min(...files.map(file => file.depth));
    return files.filter(file => file.depth <= least + DEPTH_SPAN);
  };
  const placed = certain.filter(file => !file.crowded);
  const uncertain = candidates.filter(
    file =>
      !certain.includes(file) && !file.crowded && file.depth <= UNCERTAIN_DEPTH,
  );
  let chosen = shallow(placed);
  if (!chosen.length && !hasTree(top)) {
    chosen = uncertain.length ? uncertain : shallow(certain);
  }
  return new Set(chosen.map(file => file.found));
}

/** The folder all parts of an artifact have in common, with its slash. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  // The longest first.
  const folders = [...first.matchAll(/\//g)]
    .map(({ index }) => first.slice(0, index + 1))
    .reverse();
  return (
    folders.find(folder => paths.every(path => path.startsWith(folder))) ?? ''
  );
}

const isHollowDump = ({ found }: Placed) =>
  found.content.type === 'empty' && isDueName(found.path);

const isWalArchive = (file: Placed) =>
  file.inside !== null && /(^|\/)pg_wal\.tar(\.\w+)?$/.test(file.found.path);

class Settlement {
  readonly leaves: Leaf[] = [];
  readonly trees: Tree[] = [];
  readonly notes: string[] = [];
  readonly #chosen: Set<Found>;
  readonly #alone: boolean;

  constructor(top: Container, private readonly parts: readonly Found[]) {
    this.#chosen = chooseDumps(top);
    this.#alone = top.files.length === 1;
    this.#settle(top, 0);
  }

  #settle(container: Container, level: number) {
    const members = new Map<TreeFound, Leaf[]>();
    const wal: Leaf[] = [];
    // A folder that holds the dump itself is no document folder, however full.
    const home = new Set(
      container.files
        .filter(file => this.#chosen.has(file.found))
        .map(file => folderOf(file.found.path)),
    );
    for (const placed of container.files) {
      const isHome = home.has(folderOf(placed.found.path));
      const file = { ...placed, crowded: placed.crowded && !isHome };
      const from = this.leaves.length;
      this.#settleFile(file, level);
      const added = this.leaves.slice(from);
      if (file.tree) {
        members.set(file.tree, [...(members.get(file.tree) ?? []), ...added]);
      }
      if (isWalArchive(file)) wal.push(...added);
    }
    for (const [{ kind, root }, leaves] of members) {
      this.trees.push({ kind, part: leaves[0].part, root, leaves });
    }
    // pg_basebackup in tar format keeps the write-ahead log beside the base.
    for (const [index, tree] of this.trees.entries()) {
      if (tree.kind === 'pg-basebackup' && tree.root === '' && wal.length) {
        this.trees[index] = { ...tree, leaves: [...tree.leaves, ...wal] };
      }
    }
  }

  #settleFile(file: Placed, level: number) {
    const { found, inside } = file;
    const { content } = found;
    if (file.tree || file.document) {
      this.#addFile(file);
    } else if (content.type === 'dump' && this.#chosen.has(found)) {
      const bytes = content.wrappers.length ? null : found.bytes;
      this.#add(file, [...content.wrappers, content.kind], bytes);
    } else if (content.type === 'empty' && !file.crowded) {
      this.#add(file, [...content.wrappers, 'empty'], 0);
    } else if (inside && this.#opens(file, inside, level)) {
      this.#settle(inside, level + 1);
    } else {
      if (content.type === 'fault') this.#weigh(file, content.fault);
      this.#addFile(file);
    }
  }

  #opens(file: Placed, inside: Container, level: number): boolean {
    if (level === 0 && this.#alone) return true;
    if (this.#isBackup(inside)) return true;
    if (file.crowded) return false;
    return (
      isWalArchive(file) ||
      inside.files.length > CROWD ||
      inside.files.some(entry => entry.document || isHollowDump(entry))
    );
  }

  #isBackup(container: Container): boolean {
    return (
      hasTree(container) ||
      [...everyFile(container)].some(file => this.#chosen.has(file.found))
    );
  }

  /** What does not open is the backup's fault, unless it is somebody's upload or a dump lies beside it. */
  #weigh(file: Placed, fault: Error) {
    const isUpload = file.crowded;
    const isExtra = !(fault instanceof BackupFault) && this.#chosen.size > 0;
    if (!isUpload && !isExtra) throw fault;
    this.notes.push(`${file.found.path} was left closed: ${fault.message}`);
  }

  #addFile(file: Placed) {
    this.#add(file, ['file'], file.found.bytes);
  }

  #add(file: Placed, inner: readonly string[], bytes: number | null) {
    const { found, occurrence } = file;
    const kind = inner[inner.length - 1] as Leaf['kind'];
    this.leaves.push({
      part: found.part,
      names: found.names,
      path: [this.parts[found.part].path, ...found.names].join('!/'),
      formats: [...found.outer, ...inner],
      kind,
      bytes,
      ...(found.modifiedAt && { modifiedAt: found.modifiedAt }),
      digests: kind === 'file' ? found.digests : {},
      ...(occurrence > 0 && { occurrence }),
    });
  }
}

/** Judges everything that was found by where it lies. Throws the fault of a file the backup needs. */
export function settle(parts: readonly Found[]): Omit<Survey, 'commands'> {
  const base = commonFolder(parts.map(part => part.path));
  const { leaves, trees, notes } = new Settlement(
    place(parts, 0, { base }),
    parts,
  );
  return { leaves, trees, notes };
}
