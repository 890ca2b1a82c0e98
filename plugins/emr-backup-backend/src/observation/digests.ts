import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type {
  BackupStore,
  RecognisedArtifact,
} from '@emr-backup/plugin-emr-backup-node';

/** Both at one reading: remotes that tell a digest tell one of these. */
const ALGORITHMS = ['sha256', 'md5'] as const;

/**
 * What the content of an artifact is known by, as far as that is cheap: what
 * its store tells, else what reading the files gives, when they lie on this
 * machine and have few bytes.
 */
export async function digestsOf(
  store: BackupStore,
  artifact: RecognisedArtifact,
  options: { upToBytes: number; signal?: AbortSignal },
): Promise<string[]> {
  const [first] = artifact.files;
  // All files of a snapshot carry what the snapshot is known by.
  if (first?.snapshot !== undefined) return [...(first.digests ?? [])];
  const told = artifact.files.map(file => file.digests ?? []);
  if (told.every(digests => digests.length > 0))
    return combined(artifact, told);
  if (!store.localPath || artifact.bytes > options.upToBytes) return [];
  const read: string[][] = [];
  for (const file of artifact.files)
    read.push(
      await digestsOfFile(await store.localPath(file.path), options.signal),
    );
  return combined(artifact, read);
}

async function digestsOfFile(
  file: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const hashes = ALGORITHMS.map(name => ({ name, hash: createHash(name) }));
  for await (const chunk of createReadStream(file, { signal }))
    for (const { hash } of hashes) hash.update(chunk);
  return hashes.map(({ name, hash }) => `${name}:${hash.digest('hex')}`);
}

/** One digest an algorithm: of a single file its own, of several one over their names and digests. */
function combined(
  { files }: RecognisedArtifact,
  digests: readonly (readonly string[])[],
): string[] {
  if (files.length === 1) return [...digests[0]];
  const root = commonFolder(files.map(file => file.path));
  const algorithms = digests[0].map(algorithmOf);
  return algorithms.flatMap(algorithm => {
    const lines = files.map((file, index) => {
      const own = digests[index].find(
        digest => algorithmOf(digest) === algorithm,
      );
      return own && `${path.posix.relative(root, file.path)}\n${own}\n`;
    });
    if (lines.includes(undefined)) return [];
    const hash = createHash('sha256').update(lines.sort().join(''));
    return [`${algorithm}-of-files:${hash.digest('hex')}`];
  });
}

function algorithmOf(digest: string) {
  return digest.slice(0, digest.indexOf(':'));
}

/** The same backup lies in different folders of different stores. */
function commonFolder(paths: readonly string[]): string {
  const [first, ...others] = paths.map(file => file.split('/').slice(0, -1));
  const differs = first.findIndex((part, index) =>
    others.some(other => other[index] !== part),
  );
  return first.slice(0, differs < 0 ? undefined : differs).join('/');
}
