import type { Tree } from '../types';

/** A tree among the files of one archive or folder. */
export interface TreeFound {
  kind: Tree['kind'];
  /** Folder that is the tree's root; empty for the top. */
  root: string;
}

const MARKERS = new Set([
  'ibdata1',
  'metadata',
  'toc.dat',
  'PG_VERSION',
  'xtrabackup_checkpoints',
  'mariadb_backup_checkpoints',
]);
const CHECKPOINTS = ['xtrabackup_checkpoints', 'mariadb_backup_checkpoints'];
const MYDUMPER_SCHEMA =
  /-schema(-create|-post|-triggers|-view)?\.sql(\.(gz|zst))?$/;

const dirname = (path: string) => path.split('/').slice(0, -1).join('/');
const basename = (path: string) => path.slice(path.lastIndexOf('/') + 1);
/** A path below a root. */
export const below = (root: string, path: string) =>
  root === '' || path.startsWith(`${root}/`);

/** Recognises physical backups and dump folders by the files they are made of. */
export function findTrees(paths: readonly string[]): TreeFound[] {
  const all = new Set(paths);
  const roots = new Set(
    paths.filter(path => MARKERS.has(basename(path))).map(dirname),
  );
  const found: TreeFound[] = [];
  // A shorter root first, so that a tree inside a tree belongs to the outer one.
  for (const root of [...roots].sort((a, b) => a.length - b.length)) {
    if (found.some(tree => below(tree.root, `${root}/`))) continue;
    const kind = kindOfTree(root, all, paths);
    if (kind) found.push({ kind, root });
  }
  return found;
}

function kindOfTree(
  root: string,
  all: ReadonlySet<string>,
  paths: readonly string[],
): Tree['kind'] | null {
  const has = (name: string) => all.has(root === '' ? name : `${root}/${name}`);
  if (has('ibdata1')) {
    if (CHECKPOINTS.some(has)) return 'mariabackup';
    const system = root === '' ? 'mysql' : `${root}/mysql`;
    if (paths.some(path => below(system, path))) return 'mariadb-datadir';
  }
  if (has('PG_VERSION') && has('global/pg_control')) return 'pg-basebackup';
  if (has('toc.dat')) return 'pg-directory';
  const isSchema = (path: string) =>
    dirname(path) === root && MYDUMPER_SCHEMA.test(path);
  if (has('metadata') && paths.some(isSchema)) return 'mydumper';
  return null;
}
