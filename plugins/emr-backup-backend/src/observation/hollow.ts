import { gunzipSync } from 'node:zlib';
import type {
  BackupStore,
  RecognisedArtifact,
  StoredFile,
} from '@emr-backup/plugin-emr-backup-node';

/** An empty gzip has 20 bytes, more when it keeps a file name. Nothing a clinic backs up fits in less. */
const TINY_BYTES = 64;

/**
 * Whether a backup holds nothing, found without reading more than a few bytes:
 * every file has 0 bytes or is a tiny gzip that inflates to nothing.
 */
export async function isHollow(
  store: BackupStore,
  artifact: RecognisedArtifact,
  signal?: AbortSignal,
): Promise<boolean> {
  if (artifact.files.some(file => file.bytes > TINY_BYTES)) return false;
  for (const file of artifact.files)
    if (!(await holdsNothing(store, file, signal))) return false;
  return true;
}

/** The same by the sizes alone. */
export const holdsNoBytes = ({ bytes }: RecognisedArtifact): boolean =>
  bytes === 0;

async function holdsNothing(
  store: BackupStore,
  file: StoredFile,
  signal?: AbortSignal,
): Promise<boolean> {
  if (file.bytes === 0) return true;
  const chunks: Buffer[] = [];
  for await (const chunk of await store.open(file.path, { signal }))
    chunks.push(Buffer.from(chunk));
  const content = Buffer.concat(chunks);
  if (content[0] !== 0x1f || content[1] !== 0x8b) return false;
  try {
    return gunzipSync(content, { maxOutputLength: 1024 }).length === 0;
  } catch {
    // Damaged or not so small inside: a drill will say what it is.
    return false;
  }
}
