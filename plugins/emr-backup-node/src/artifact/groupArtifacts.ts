import type { StoredFile } from '../contracts';
import { below, findTrees } from '../open/survey/trees';
import { oscarChains } from './oscarChains';
import {
  basename,
  dirname,
  newestChange,
  totalBytes,
  type RecognisedArtifact,
} from './RecognisedArtifact';
import { withoutSidecars } from './sidecars';
import { snapshotArtifacts } from './snapshotArtifacts';
import { takenAtFromName } from './takenAt';

/** pg_basebackup in tar format. */
const BASE_TAR = /^base\.tar(\.\w+)?$/;

/** The dated folder a file belongs to, when the file's own name has no date. */
function datedFolder(path: string, zone: string): string | null {
  if (takenAtFromName(basename(path), zone)) return null;
  const folders = dirname(path).split('/');
  const index = folders.findIndex(folder => takenAtFromName(folder, zone));
  return index < 0 ? null : folders.slice(0, index + 1).join('/');
}

function folderArtifact(
  root: string,
  files: StoredFile[],
  zone: string,
): RecognisedArtifact {
  return {
    name: basename(root) || basename(files[0].path),
    kind: 'folder',
    files: files.sort((a, b) => a.path.localeCompare(b.path)),
    bytes: totalBytes(files),
    takenAt: takenAtFromName(root, zone) ?? newestChange(files),
  };
}

/** Folders that are one backup: of a dump program, of a server's files, or named after a day. */
function folderOf(files: readonly StoredFile[], zone: string) {
  const paths = files.map(file => file.path);
  const roots = [
    ...findTrees(paths).map(tree => tree.root),
    ...paths.filter(path => BASE_TAR.test(basename(path))).map(dirname),
  ];
  // Walking up a path is cheaper than trying every root on every file.
  const known = new Set(roots);
  return (path: string): string | null => {
    const dated = datedFolder(path, zone);
    if (dated !== null) return dated;
    for (let at = dirname(path); ; at = dirname(at)) {
      if (known.has(at) && below(at, path)) return at;
      if (at === '') return null;
    }
  };
}

/**
 * Recognises the backups in a store's list of files, newest first: single
 * files, folders that are one dump, OSCAR's chains, and snapshots.
 * @public
 */
export function groupArtifacts(
  files: readonly StoredFile[],
  options: { timezone: string },
): RecognisedArtifact[] {
  const zone = options.timezone;
  const loose = files.filter(file => file.snapshot === undefined);
  const { chains, rest } = oscarChains(withoutSidecars(loose), zone);
  const rootOf = folderOf(rest, zone);
  const folders = new Map<string, StoredFile[]>();
  const single: RecognisedArtifact[] = [];
  for (const file of rest) {
    const root = rootOf(file.path);
    if (root === null) {
      single.push({
        name: basename(file.path),
        kind: 'file',
        files: [file],
        bytes: file.bytes,
        takenAt: takenAtFromName(basename(file.path), zone) ?? file.modifiedAt,
      });
    } else {
      const known = folders.get(root);
      if (known) known.push(file);
      else folders.set(root, [file]);
    }
  }
  return [
    ...chains,
    ...[...folders].map(([root, members]) =>
      folderArtifact(root, members, zone),
    ),
    ...single,
    ...snapshotArtifacts(files, zone),
  ].sort(
    (a, b) =>
      Date.parse(b.takenAt) - Date.parse(a.takenAt) ||
      a.name.localeCompare(b.name),
  );
}
