import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Artifact, ArtifactFile } from '../contracts';
import { DrillFault } from '../contracts';

const MISSING = new Set(['ENOENT', 'ENOTDIR']);

function fault(error: unknown, file: string): Error {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return MISSING.has(code)
    ? new DrillFault('artifact-missing', `There is no file or folder ${file}.`)
    : new DrillFault(
        'artifact-unreadable',
        `${file} cannot be read (${code}); check its permissions and the disk it lies on.`,
        error,
      );
}

async function readable<T>(file: string, action: Promise<T>): Promise<T> {
  try {
    return await action;
  } catch (error) {
    throw error instanceof DrillFault ? error : fault(error, file);
  }
}

async function openLocal(file: string, signal?: AbortSignal) {
  const handle = await readable(file, open(file, 'r'));
  return handle.createReadStream({ signal });
}

async function artifactFile(file: string): Promise<ArtifactFile> {
  const handle = await readable(file, open(file, 'r'));
  try {
    const { size, mtime } = await handle.stat();
    return {
      path: file,
      bytes: size,
      modifiedAt: mtime.toISOString(),
      localPath: path.resolve(file),
      open: ({ signal } = {}) => openLocal(file, signal),
    };
  } finally {
    await handle.close();
  }
}

/** Every regular file below a folder. A link is followed to a file inside, and refused when it leads out. */
async function* filesBelow(
  folder: string,
  realRoot: string,
): AsyncGenerator<string> {
  const entries = await readable(
    folder,
    readdir(folder, { withFileTypes: true }),
  );
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* filesBelow(file, realRoot);
    } else if (entry.isSymbolicLink()) {
      const target = await readable(file, realpath(file));
      if (!target.startsWith(`${realRoot}${path.sep}`)) {
        throw new DrillFault(
          'artifact-unreadable',
          `${file} is a link that leads out of the backup's folder; it is not followed.`,
        );
      }
      // A linked folder's files are listed where they lie.
      if ((await stat(target)).isFile()) yield file;
    } else if (entry.isFile()) {
      yield file;
    }
  }
}

/**
 * An artifact of files or folders on this machine; a folder stands for every
 * regular file below it. Throws `DrillFault` `artifact-missing` or `artifact-unreadable`.
 * @public
 */
export async function localArtifact(
  paths: readonly string[],
): Promise<Artifact> {
  const files: ArtifactFile[] = [];
  for (const given of paths) {
    const stats = await readable(given, stat(given));
    if (stats.isDirectory()) {
      const root = await readable(given, realpath(given));
      for await (const file of filesBelow(given, root)) {
        files.push(await artifactFile(file));
      }
    } else if (stats.isFile()) {
      files.push(await artifactFile(given));
    } else {
      throw new DrillFault(
        'artifact-unreadable',
        `${given} is neither a file nor a folder.`,
      );
    }
  }
  if (files.length === 0) {
    throw new DrillFault(
      'artifact-missing',
      paths.length
        ? `There is no file in ${paths.join(', ')}.`
        : 'No backup was named.',
    );
  }
  return { name: path.basename(path.resolve(paths[paths.length - 1])), files };
}
