import type { Readable } from 'node:stream';
import { BackupFault, DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import { connect } from '../PeekedStream';
import { ProgramFilter, type ProgramEnd } from '../ProgramFilter';
import { Gunzip } from './Gunzip';

/** Compressions that hold one stream. */
export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

interface Decompressor {
  debianPackage: string;
  args: readonly string[];
  /** What the program says when its input ends too early. */
  cut: RegExp;
  /** What it says when the content is whole and other bytes follow. */
  trailing?: RegExp;
}

/** Compressions that a program reads for us. */
type Foreign = Exclude<Compression, 'gzip'>;

const DECOMPRESSORS: Record<Foreign, Decompressor> = {
  bzip2: {
    debianPackage: 'bzip2',
    args: ['-dc'],
    cut: /file ends unexpectedly/,
    trailing: /trailing garbage after EOF ignored/,
  },
  xz: {
    debianPackage: 'xz-utils',
    args: ['-dc'],
    cut: /Unexpected end of input/,
  },
  zstd: {
    debianPackage: 'zstd',
    // Archives made with --long are refused otherwise; costs memory only for those.
    args: ['-dc', '--long=31'],
    cut: /premature end|unexpected end of file|Read error/i,
  },
};

function truncated(format: Compression, label: string): BackupFault {
  return new BackupFault(
    'truncated',
    `${label} is cut short: its ${format} data ends before it is complete.`,
  );
}

function damaged(format: Compression, label: string): BackupFault {
  return new BackupFault(
    'archive-damaged',
    `${label} is damaged: its ${format} data does not match its own checksum or format.`,
  );
}

function noteTrailing(format: Compression, label: string, scope: OpenScope) {
  scope.notes.add(
    `${label}: bytes after the end of the ${format} data were ignored`,
  );
}

function judge(
  format: Foreign,
  label: string,
  end: ProgramEnd,
  scope: OpenScope,
): Error | null {
  const { cut, trailing } = DECOMPRESSORS[format];
  if (trailing?.test(end.messages)) {
    noteTrailing(format, label, scope);
    return null;
  }
  if (end.code === 0) return null;
  if (end.code === null) {
    return new DrillFault(
      'internal',
      `The ${format} program was ended by a signal while it read ${label}.`,
    );
  }
  return cut.test(end.messages)
    ? truncated(format, label)
    : damaged(format, label);
}

/** Decompresses a stream; reading it to its end checks it to the last byte. */
export function decompress(
  format: Compression,
  source: Readable,
  label: string,
  scope: OpenScope,
): Readable {
  // Nearly all backups are gzips: in this process they take half of what the program takes.
  if (format === 'gzip') {
    const gunzip = new Gunzip({
      truncated: () => truncated(format, label),
      damaged: () => damaged(format, label),
      trailing: () => noteTrailing(format, label, scope),
    });
    return connect(source, gunzip, scope);
  }
  const { args, debianPackage } = DECOMPRESSORS[format];
  const filter = new ProgramFilter({
    program: format,
    debianPackage,
    args,
    judge: end => judge(format, label, end, scope),
  });
  return connect(source, filter, scope);
}
