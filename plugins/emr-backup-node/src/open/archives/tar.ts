import type { Readable } from 'node:stream';
import { extract, type Extract, type Header } from 'tar-stream';
import { BackupFault } from '../../contracts';
import { writePaced } from '../backpressure';
import type { OpenScope } from '../OpenScope';
import type { ArchiveEntry } from './ArchiveEntry';
import { EntryLimit, entryName } from './entryName';
import { ZeroRuns } from './ZeroRuns';

/** Two blocks of zeros end a tar. */
const END_MARKER = 1024;

/** The position of the content, which the library sets and its types leave out. */
type Placed = Header & { byteOffset?: number };

const endOf = (header: Placed) => {
  const size = header.type === 'directory' ? 0 : header.size;
  return (header.byteOffset ?? 0) + Math.ceil(size / 512) * 512;
};

/** Feeds the tar reader; goes on to read the source to its end when the tar is over, so that outer layers are checked too. */
async function feed(source: Readable, tar: Extract, zeros: ZeroRuns) {
  for await (const chunk of source as AsyncIterable<Buffer>) {
    zeros.add(chunk);
    await writePaced(tar, chunk);
  }
  if (!tar.destroyed) tar.end(null);
}

const TAR_ERRORS =
  /^(Unexpected end of data|Invalid tar header|Invalid header|Header exceeds max size|Invalid encoding|Invalid size)/i;

const isTarError = (error: unknown): error is Error =>
  error instanceof Error && TAR_ERRORS.test(error.message);

const tarFault = (error: Error, label: string) =>
  /end of data/.test(error.message)
    ? new BackupFault(
        'truncated',
        `${label} is cut short: the tar ends in the middle of a file.`,
      )
    : new BackupFault(
        'archive-damaged',
        `${label} is damaged: a file header in the tar does not match its checksum.`,
      );

/** The files of a tar, in the order they lie. */
export async function* tarEntries(
  source: Readable,
  label: string,
  scope: OpenScope,
): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const zeros = new ZeroRuns(END_MARKER);
  const limit = new EntryLimit(label);
  let sourceFault: unknown;
  const feeding = feed(source, tar, zeros).catch(error => {
    sourceFault = error;
    tar.destroy(error);
  });
  async function* contentOf(entry: AsyncIterable<Buffer>) {
    try {
      yield* entry;
    } catch (error) {
      throw sourceFault ?? (isTarError(error) ? tarFault(error, label) : error);
    }
  }
  let end = 0;
  try {
    for await (const entry of tar) {
      const header: Placed = entry.header;
      limit.add();
      end = endOf(header);
      if (header.type === 'file' || header.type === 'contiguous-file') {
        yield {
          name: entryName(header.name, label),
          bytes: header.size,
          modifiedAt: header.mtime.toISOString(),
          content: contentOf(entry as AsyncIterable<Buffer>),
        };
      }
      entry.resume();
    }
    await feeding;
    if (sourceFault) throw sourceFault;
    if (!zeros.covers(end)) {
      scope.notes.add(
        `${label}: the tar has no end marker; its last file is complete`,
      );
    }
  } catch (error) {
    if (sourceFault) throw sourceFault;
    if (!isTarError(error)) throw error;
    if (!zeros.covers(end)) throw tarFault(error, label);
    await feeding;
    if (sourceFault) throw sourceFault;
    scope.notes.add(`${label}: bytes after the end of the tar were ignored`);
  } finally {
    tar.destroy();
    if (!source.readableEnded) source.destroy();
    await feeding;
  }
}
