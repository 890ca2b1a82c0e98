import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DrillFault, type Artifact, type ArtifactFile } from '../contracts';

/** An artifact that lies on this machine, with the digest of every file as it lies in the store. */
export interface FetchedArtifact {
  artifact: Artifact;
  files: { path: string; bytes: number; sha256: string }[];
}

/**
 * Brings every file of an artifact to this machine as it lies in the store
 * (still wrapped and encrypted) and takes its digest on the way. A file that
 * is here already is read once and not copied.
 */
export async function fetchArtifact(
  artifact: Artifact,
  options: {
    directory: string;
    signal: AbortSignal;
    onProgress: (progress: { bytes: number; totalBytes: number }) => void;
  },
): Promise<FetchedArtifact> {
  if (artifact.files.length === 0)
    throw new DrillFault(
      'artifact-missing',
      `"${artifact.name}" holds no files.`,
    );
  const totalBytes = artifact.files.reduce((sum, file) => sum + file.bytes, 0);
  let before = 0;
  const fetched: ArtifactFile[] = [];
  const files: FetchedArtifact['files'] = [];
  for (const [index, file] of artifact.files.entries()) {
    const start = before;
    const { bytes, sha256, localPath } = await fetchFile(file, {
      spool: path.join(options.directory, `part-${index}`),
      signal: options.signal,
      onBytes: read => options.onProgress({ bytes: start + read, totalBytes }),
    });
    before += bytes;
    files.push({ path: file.path, bytes, sha256 });
    fetched.push({
      path: file.path,
      bytes,
      modifiedAt: file.modifiedAt,
      localPath,
      open: async open => createReadStream(localPath, { signal: open?.signal }),
    });
  }
  return { artifact: { ...artifact, files: fetched }, files };
}

async function fetchFile(
  file: ArtifactFile,
  options: {
    spool: string;
    signal: AbortSignal;
    onBytes: (bytes: number) => void;
  },
) {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      options.onBytes(bytes);
      done(null, chunk);
    },
  });
  try {
    const source = await opened(file, options.signal);
    if (file.localPath) {
      await drain(source, meter, options.signal);
    } else {
      await pipeline(
        source,
        meter,
        createWriteStream(options.spool, { mode: 0o600 }),
        { signal: options.signal },
      );
    }
  } catch (error) {
    await fs.rm(options.spool, { force: true });
    if (options.signal.aborted || error instanceof DrillFault) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOSPC')
      throw new DrillFault(
        'scratch-full',
        `The work directory is full: fetching "${file.path}" needs ${file.bytes} bytes.`,
      );
    throw new DrillFault(
      code === 'ENOENT' ? 'artifact-missing' : 'artifact-unreadable',
      `"${file.path}" cannot be read (${code}).`,
    );
  }
  return {
    bytes,
    sha256: hash.digest('hex'),
    localPath: file.localPath ?? options.spool,
  };
}

/** A store that does not answer must not keep a cancelled drill waiting. */
async function opened(
  file: ArtifactFile,
  signal: AbortSignal,
): Promise<Readable> {
  const opening = file.open({ signal });
  let refuse: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    refuse = () => reject(signal.reason);
    signal.addEventListener('abort', refuse, { once: true });
    if (signal.aborted) refuse();
  });
  try {
    return await Promise.race([opening, aborted]);
  } catch (error) {
    // One that opens after all is closed again; what it says to that is nobody's error.
    opening.then(
      late => late.on('error', () => {}).destroy(),
      () => {},
    );
    throw error;
  } finally {
    signal.removeEventListener('abort', refuse);
  }
}

async function drain(source: Readable, meter: Transform, signal: AbortSignal) {
  meter.resume();
  await pipeline(source, meter, { signal });
}
