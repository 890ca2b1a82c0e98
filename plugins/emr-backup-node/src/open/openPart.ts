import type { Readable } from 'node:stream';
import type { Artifact } from '../contracts';
import type { OpenScope } from './OpenScope';

/** Opens one part and tells how much of the artifact has been read. */
export async function openPart(
  artifact: Artifact,
  part: number,
  scope: OpenScope,
): Promise<Readable> {
  const stream = await artifact.files[part].open({ signal: scope.signal });
  scope.track(stream);
  const { onProgress } = scope.options;
  if (onProgress) {
    const total = (files: Artifact['files']) =>
      files.reduce((sum, { bytes }) => sum + bytes, 0);
    const totalBytes = total(artifact.files);
    let bytes = total(artifact.files.slice(0, part));
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      onProgress({ bytes: Math.min(bytes, totalBytes), totalBytes });
    });
    stream.pause();
  }
  return stream;
}
