import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DrillFault, type Artifact, type ArtifactFile } from '../contracts';

/** Read at once: whoever cuts a dump between its rows takes a tenth less time for pieces of this size than for 64 KB. */
const READ_BYTES = 256 * 1024;

/** One file as it lies in the store. */
export interface FetchedFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** An artifact that lies on this machine. */
export interface FetchedArtifact {
  artifact: Artifact;
  /**
   * Every file with its digest. Files that were here already are still being
   * read for it; rejects when one of them cannot be read.
   */
  files: Promise<FetchedFile[]>;
}

/**
 * Brings every file of an artifact to this machine as it lies in the store
 * (still wrapped and encrypted) and takes its digest on the way. A file that
 * is here already is not copied, and its digest is taken while the drill goes
 * on: nobody waits for it but the report.
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
  const files: FetchedFile[] = [];
  const here: (() => Promise<void>)[] = [];
  for (const [index, file] of artifact.files.entries()) {
    const start = before;
    const localPath =
      file.localPath ?? path.join(options.directory, `part-${index}`);
    const read = (onBytes: (bytes: number) => void) =>
      readFile(file, {
        spool: file.localPath ? undefined : localPath,
        signal: options.signal,
        onBytes,
      });
    if (file.localPath)
      here.push(async () => {
        files[index] = await read(() => {});
      });
    else
      files[index] = await read(bytes =>
        options.onProgress({ bytes: start + bytes, totalBytes }),
      );
    const bytes = files[index]?.bytes ?? file.bytes;
    before += bytes;
    fetched.push({
      path: file.path,
      bytes,
      modifiedAt: file.modifiedAt,
      localPath,
      open: async open =>
        createReadStream(localPath, {
          signal: open?.signal,
          highWaterMark: READ_BYTES,
        }),
    });
  }
  const reading = inTurn(here).then(() => files);
  // Whoever asks for the files hears of it; until then it must not count as unhandled.
  reading.catch(() => {});
  return { artifact: { ...artifact, files: fetched }, files: reading };
}

async function inTurn(readings: readonly (() => Promise<void>)[]) {
  for (const read of readings) await read();
}

/** Reads a file to its end for its digest, and copies it when it is not here. */
async function readFile(
  file: ArtifactFile,
  options: {
    /** Where the copy goes. */
    spool?: string;
    signal: AbortSignal;
    onBytes: (bytes: number) => void;
  },
): Promise<FetchedFile> {
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
    if (options.spool === undefined) {
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
    if (options.spool !== undefined)
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
  return { path: file.path, bytes, sha256: hash.digest('hex') };
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
