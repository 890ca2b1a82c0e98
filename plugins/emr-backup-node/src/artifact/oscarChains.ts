import type { StoredFile } from '../contracts';
import {
  basename,
  dirname,
  totalBytes,
  type RecognisedArtifact,
} from './RecognisedArtifact';
import { takenAtFromName } from './takenAt';

const NAME =
  /^(?<full>Full\.)?OscarBackup\.(?<database>.+?)\.(?<at>20\d{2}-\d{2}-\d{2}[-_T. ]\d{2}[:_.-]?\d{2}[:_.-]?\d{2})(?:\.(?<role>Database|Document))?(?:\.|$)/;

interface Link {
  role: 'Full' | 'Database' | 'Document';
  at: string;
  file: StoredFile;
}

function linkOf(file: StoredFile, zone: string): [string, Link] | null {
  const groups = NAME.exec(basename(file.path))?.groups;
  if (!groups) return null;
  const at = takenAtFromName(groups.at, zone);
  const role = groups.full ? 'Full' : groups.role;
  if (!at || !role) return null;
  const chain = `${dirname(file.path)}\n${groups.database}`;
  return [chain, { role: role as Link['role'], at, file }];
}

function artifactOf(links: readonly Link[]): RecognisedArtifact {
  const newest = links.reduce((a, b) => (b.at > a.at ? b : a));
  const files = links.map(link => link.file);
  return {
    name: basename(newest.file.path),
    kind: 'oscar-chain',
    files,
    bytes: totalBytes(files),
    takenAt: newest.at,
  };
}

/** From one Full to the next: the Full, the newest Database, and every Document. */
function chainsOf(links: readonly Link[]): RecognisedArtifact[] {
  const sorted = [...links].sort((a, b) => a.at.localeCompare(b.at));
  const sets: Link[][] = [[]];
  for (const link of sorted) {
    if (link.role === 'Full') sets.push([]);
    sets[sets.length - 1].push(link);
  }
  return sets
    .map(set => {
      const database = set.filter(link => link.role === 'Database').at(-1);
      return set.filter(link => link.role !== 'Database' || link === database);
    })
    .filter(set => set.some(link => link.role !== 'Document'))
    .map(artifactOf);
}

/** Takes OSCAR's chains out of a list: `Full.OscarBackup.<db>.<date>…`, `OscarBackup.<db>.<date>.Database…` and `.Document…`. */
export function oscarChains(
  files: readonly StoredFile[],
  zone: string,
): { chains: RecognisedArtifact[]; rest: StoredFile[] } {
  const chains = new Map<string, Link[]>();
  const rest: StoredFile[] = [];
  for (const file of files) {
    const found = linkOf(file, zone);
    if (!found) {
      rest.push(file);
      continue;
    }
    const [chain, link] = found;
    const links = chains.get(chain);
    if (links) links.push(link);
    else chains.set(chain, [link]);
  }
  return { chains: [...chains.values()].flatMap(chainsOf), rest };
}
