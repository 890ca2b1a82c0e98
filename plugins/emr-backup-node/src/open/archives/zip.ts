import { PassThrough, type Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  fromRandomAccessReaderPromise,
  openPromise,
  type Entry,
  type ZipFile,
} from 'yauzl';
import { BackupFault, DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import type { ArchiveEntry } from './ArchiveEntry';
import { asFile, type ArchiveSource } from './ArchiveSource';
import { EntryLimit, entryName } from './entryName';
import { SealedSpool } from './SealedSpool';
import { sevenZipEntries } from './sevenZip';

const STORED = 0;
const DEFLATED = 8;
/** High half of the external attributes holds the Unix mode. */
const isLink = (entry: Entry) =>
  ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

/** Encryption and rarer compressions are left to 7-Zip. */
const isPlain = (entry: Entry) =>
  !entry.isEncrypted() && [STORED, DEFLATED].includes(entry.compressionMethod);

const NEEDS_7Z = /strong encryption|Invalid comment length/;
const CUT =
  /End of central directory record signature not found|unexpected EOF|overflows file bounds/i;

function zipFault(error: unknown, label: string): unknown {
  const isOurs = error instanceof BackupFault || error instanceof DrillFault;
  if (isOurs || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  // A disk that fails is no fault of the backup; zlib's codes start with Z_.
  if (code && !code.startsWith('Z_')) return error;
  return CUT.test(error.message)
    ? new BackupFault(
        'truncated',
        `${label} is cut short: the zip has no complete list of its files at its end.`,
      )
    : new BackupFault(
        'archive-damaged',
        `${label} is damaged: the zip does not match its own list of files.`,
      );
}

async function* withChecksum(
  content: Readable,
  entry: Entry,
  label: string,
): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw zipFault(error, label);
  }
  if (sum !== entry.crc32) {
    throw new BackupFault(
      'archive-damaged',
      `${label} is damaged: a file in the zip does not match its checksum.`,
    );
  }
}

/** The files of a zip, in the order of its directory. */
export async function* zipEntries(
  source: ArchiveSource,
  scope: OpenScope,
): AsyncGenerator<ArchiveEntry> {
  const { label, localPath } = source;
  const spool = localPath
    ? null
    : await SealedSpool.create(source.stream, scope);
  if (!spool) source.stream.destroy();
  const openZip = (): Promise<ZipFile> => {
    const options = { autoClose: false, lazyEntries: true as const };
    return spool
      ? fromRandomAccessReaderPromise(spool, spool.size, options)
      : openPromise(localPath ?? '', options);
  };
  if (await needs7z(openZip, label)) {
    const content = spool
      ? spool._readStreamForRange(0, spool.size)
      : new PassThrough();
    const file = await asFile(source, content, true, scope);
    yield* sevenZipEntries(file, source, scope);
    return;
  }
  const limit = new EntryLimit(label);
  const zip = await openZip();
  try {
    for await (const entry of zip.eachEntry()) {
      limit.add();
      if (entry.fileName.endsWith('/') || isLink(entry)) continue;
      const name = entryName(entry.fileName, label);
      const content = scope.track(await zip.openReadStreamPromise(entry));
      yield {
        name,
        bytes: entry.uncompressedSize,
        modifiedAt: entry.getLastModDate().toISOString(),
        content: withChecksum(content, entry, label),
      };
    }
  } catch (error) {
    throw zipFault(error, label);
  } finally {
    zip.close();
  }
}

async function needs7z(
  openZip: () => Promise<ZipFile>,
  label: string,
): Promise<boolean> {
  let zip: ZipFile | undefined;
  try {
    zip = await openZip();
    for await (const entry of zip.eachEntry()) if (!isPlain(entry)) return true;
    return false;
  } catch (error) {
    if (error instanceof Error && NEEDS_7Z.test(error.message)) return true;
    throw zipFault(error, label);
  } finally {
    zip?.close();
  }
}
