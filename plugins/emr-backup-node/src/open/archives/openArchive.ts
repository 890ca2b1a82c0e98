import { BackupFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import type { ArchiveFormat } from '../magic';
import type { ArchiveEntry } from './ArchiveEntry';
import { asFile, type ArchiveSource } from './ArchiveSource';
import { sevenZipEntries } from './sevenZip';
import { isCutSevenZip } from './sevenZipHeader';
import { tarEntries } from './tar';
import { zipEntries } from './zip';

async function* sevenZip(source: ArchiveSource, scope: OpenScope) {
  const file = await asFile(source, source.stream, false, scope);
  if (await isCutSevenZip(file)) {
    throw new BackupFault(
      'truncated',
      `${source.label} is cut short: the 7z archive ends before its list of files.`,
    );
  }
  yield* sevenZipEntries(file, source, scope);
}

/** The files of an archive, one after the other. */
export function openArchive(
  format: ArchiveFormat,
  source: ArchiveSource,
  scope: OpenScope,
): AsyncIterable<ArchiveEntry> {
  switch (format) {
    case 'zip':
      return zipEntries(source, scope);
    case '7z':
      return sevenZip(source, scope);
    default:
      return tarEntries(source.stream, source.label, scope);
  }
}
