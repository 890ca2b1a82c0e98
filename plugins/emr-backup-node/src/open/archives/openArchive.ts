import type { Readable } from 'node:stream';
import { DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import type { ArchiveFormat } from '../magic';
import type { ArchiveEntry } from './ArchiveEntry';
import { tarEntries } from './tar';

/** An archive to list: its bytes, and its file when it lies on this machine unwrapped. */
export interface ArchiveSource {
  stream: Readable;
  label: string;
  localPath?: string;
}

/** The files of an archive, one after the other. */
export function openArchive(
  format: ArchiveFormat,
  { stream, label }: ArchiveSource,
  scope: OpenScope,
): AsyncIterable<ArchiveEntry> {
  if (format !== 'tar')
    throw new DrillFault(
      'format-unsupported',
      `${label} is a ${format} archive, which cannot be opened yet.`,
    );
  return tarEntries(stream, label, scope);
}
