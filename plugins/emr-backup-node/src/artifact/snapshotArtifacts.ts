import type { StoredFile } from '../contracts';
import { oscarChains } from './oscarChains';
import {
  basename,
  dirname,
  newestChange,
  totalBytes,
  type RecognisedArtifact,
} from './RecognisedArtifact';
import { withoutSidecars } from './sidecars';
import { takenAtFromName } from './takenAt';

/** Names that dumps and archives have. They only decide what lies together: content is told by its magic bytes. */
const DUMP =
  /\.(sql|dump|backup|bak|xb|xbstream|tar|t[gbx]z|zip|7z|gz|bz2|xz|zst|enc|gpg|pgp|age)$/i;
const DATE = /20\d{2}[-_.]?\d{2}[-_.]?\d{2}(?:[-_T .:hm]{0,2}\d{2})*/;

/**
 * All files of one snapshot are one backup: its dump and its documents belong
 * together. Where dated dumps pile up in a folder that is stored again and
 * again, the newest of each is the backup, and the others are older ones.
 */
export function snapshotArtifacts(
  files: readonly StoredFile[],
  zone: string,
): RecognisedArtifact[] {
  const snapshots = new Map<string, StoredFile[]>();
  for (const file of files) {
    if (file.snapshot === undefined) continue;
    const known = snapshots.get(file.snapshot);
    if (known) known.push(file);
    else snapshots.set(file.snapshot, [file]);
  }
  return [...snapshots].map(([snapshot, members]) =>
    artifactOf(snapshot, members, zone),
  );
}

function artifactOf(
  snapshot: string,
  members: readonly StoredFile[],
  zone: string,
): RecognisedArtifact {
  const { chains, rest } = oscarChains(withoutSidecars(members), zone);
  const chain = chains.sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1)).at(0);
  const others = newestOfPiles(rest, zone);
  const files = [...(chain?.files ?? []), ...others];
  // A dump that was stored again after days is as old as its name tells.
  const named = chain?.takenAt ?? newestName(others, zone);
  const stored = newestChange(members);
  let kind: RecognisedArtifact['kind'] = 'folder';
  if (chain) kind = 'oscar-chain';
  else if (files.length === 1) kind = 'file';
  return {
    name: basename(snapshot),
    kind,
    files,
    bytes: totalBytes(files),
    takenAt: named !== undefined && named < stored ? named : stored,
  };
}

function newestOfPiles(
  files: readonly StoredFile[],
  zone: string,
): StoredFile[] {
  const kept = new Map<string, StoredFile>();
  const timeOf = (file: StoredFile) =>
    takenAtFromName(basename(file.path), zone) ?? '';
  for (const file of files) {
    const name = basename(file.path);
    const piled = DUMP.test(name) && timeOf(file) !== '';
    const pile = piled
      ? `${dirname(file.path)}\n${name.replace(DATE, '')}`
      : file.path;
    const known = kept.get(pile);
    if (!known || timeOf(file) > timeOf(known)) kept.set(pile, file);
  }
  return [...kept.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** The newest date in the names, when every file is a dated dump: among documents a date tells nothing. */
function newestName(
  files: readonly StoredFile[],
  zone: string,
): string | undefined {
  const times = files.map(({ path }) =>
    DUMP.test(path) ? takenAtFromName(basename(path), zone) : undefined,
  );
  return times.includes(undefined) ? undefined : times.sort().at(-1);
}
