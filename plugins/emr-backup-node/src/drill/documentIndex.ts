import { createHash } from 'node:crypto';
import { createReadStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  DrillFault,
  type DocumentFile,
  type DocumentIndex,
} from '../contracts';
import type { DigestAlgorithm } from '../open/types';

/** Builds a {@link DocumentIndex}; a later file of the same path wins. */
export function buildDocumentIndex(
  files: Iterable<DocumentFile>,
): DocumentIndex {
  const byPath = new Map<string, DocumentFile>();
  const byName = new Map<string, DocumentFile[]>();
  for (const file of files) byPath.set(normalise(file.path), file);
  for (const [at, file] of byPath) {
    const name = path.posix.basename(at);
    const same = byName.get(name);
    if (same) same.push(file);
    else byName.set(name, [file]);
  }
  return {
    size: byPath.size,
    get: at => byPath.get(normalise(at)),
    findBySuffix: suffix => {
      const wanted = normalise(suffix);
      return byName
        .get(path.posix.basename(wanted))
        ?.find(file => endsWithPath(normalise(file.path), wanted));
    },
    files: () => byPath.values(),
  };
}

function normalise(at: string): string {
  return at.replace(/^(?:\.?\/)+/, '');
}

function endsWithPath(full: string, suffix: string): boolean {
  return full === suffix || full.endsWith(`/${suffix}`);
}

/** Walks a folder of documents; names, sizes and digests only. Links are not followed. */
export async function* readDocumentFolder(
  folder: string,
  options: { digests: readonly DigestAlgorithm[]; signal: AbortSignal },
): AsyncGenerator<DocumentFile> {
  const root = path.resolve(folder);
  const pending = [''];
  for (;;) {
    const inside = pending.pop();
    if (inside === undefined) return;
    for (const entry of await list(path.join(root, inside))) {
      options.signal.throwIfAborted();
      const relative = path.posix.join(inside, entry.name);
      if (entry.isDirectory()) pending.push(relative);
      else if (entry.isFile()) yield readDocument(root, relative, options);
    }
  }
}

async function list(directory: string) {
  try {
    return await fs.readdir(directory, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DrillFault(
      code === 'ENOENT' ? 'artifact-missing' : 'artifact-unreadable',
      `The documents folder "${directory}" cannot be read (${code}).`,
    );
  }
}

async function readDocument(
  root: string,
  relative: string,
  options: { digests: readonly DigestAlgorithm[]; signal: AbortSignal },
): Promise<DocumentFile> {
  const file = path.join(root, relative);
  const stat = await fs.stat(file);
  const digests: DocumentFile['digests'] = {};
  if (options.digests.length > 0) {
    const hashes = options.digests.map(
      algorithm => [algorithm, createHash(algorithm)] as const,
    );
    await pipeline(
      createReadStream(file),
      async chunks => {
        for await (const chunk of chunks)
          for (const [, hash] of hashes) hash.update(chunk as Buffer);
      },
      { signal: options.signal },
    );
    for (const [algorithm, hash] of hashes)
      digests[algorithm] = hash.digest('hex');
  }
  return {
    path: relative,
    bytes: stat.size,
    modifiedAt: stat.mtime.toISOString(),
    digests,
  };
}
