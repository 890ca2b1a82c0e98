import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';

/** An archive to list. */
export interface ArchiveSource {
  stream: Readable;
  label: string;
  /** Its file, when it lies on this machine with nothing around it. */
  localPath?: string;
  /** Wrappers and archives around it. */
  outer: readonly string[];
}

const ENCRYPTIONS = new Set(['openssl-enc', 'gpg', 'age']);

/**
 * A file for programs that cannot read a stream. What lies in the store in the
 * clear may lie in the drill's work dir in the clear too; what was decrypted here
 * may not, unless it is itself encrypted.
 */
export async function asFile(
  source: ArchiveSource,
  content: Readable,
  isSealed: boolean,
  scope: OpenScope,
): Promise<string> {
  const { label, localPath, outer } = source;
  if (localPath) {
    content.destroy();
    return localPath;
  }
  if (!isSealed && outer.some(format => ENCRYPTIONS.has(format))) {
    throw new DrillFault(
      'format-unsupported',
      `${label} is a 7z archive inside an encrypted file; reading it would put its content on the disk in the clear, so it is not opened.`,
    );
  }
  const directory = await mkdtemp(path.join(scope.options.workDir, 'spool-'));
  scope.defer(() => rm(directory, { recursive: true, force: true }));
  const file = path.join(directory, 'archive');
  await pipeline(content, createWriteStream(file, { mode: 0o600 }));
  return file;
}
