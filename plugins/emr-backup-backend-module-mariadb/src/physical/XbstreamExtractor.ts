import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { BackupFault, DrillFault } from '@emr-backup/plugin-emr-backup-node';
import { ByteReader } from './ByteReader';

const MAGIC = 'XBSTCK01';
/** Magic, flags, type, length of the path. */
const HEADER_BYTES = 14;
/** Length, offset, checksum. */
const PAYLOAD_HEADER_BYTES = 20;
/** A reader may pass over a chunk it does not know when this flag is set. */
const FLAG_IGNORABLE = 1;
const LONGEST_PATH = 4096;

const cutOff = (position: number) =>
  new BackupFault(
    'truncated',
    `The xbstream archive ends in the middle of a file, ${position} bytes in: it was cut off.`,
  );
const damaged = (position: number) =>
  new BackupFault(
    'archive-damaged',
    `The xbstream archive is damaged ${position} bytes in.`,
  );

/**
 * Unpacks an xbstream archive, checking every chunk's sum and that every file
 * came to its end. Unlike mbstream it keeps names inside the folder, so that a
 * strange archive cannot write over this machine's own files.
 */
export class XbstreamExtractor {
  readonly #target: string;
  readonly #open = new Map<string, FileHandle>();

  private constructor(target: string) {
    this.#target = target;
  }

  static async extract(
    stream: Readable,
    target: string,
    signal: AbortSignal,
  ): Promise<{ bytes: number; files: number }> {
    const extractor = new XbstreamExtractor(target);
    try {
      return await extractor.#run(new ByteReader(stream), signal);
    } finally {
      for (const file of extractor.#open.values()) await file.close();
    }
  }

  async #run(reader: ByteReader, signal: AbortSignal) {
    let files = 0;
    for (;;) {
      signal.throwIfAborted();
      const header = await reader.take(HEADER_BYTES);
      if (header.length === 0) break;
      if (header.length < HEADER_BYTES) throw cutOff(reader.position);
      const pathLength = header.readUInt32LE(10);
      if (
        header.toString('latin1', 0, 8) !== MAGIC ||
        pathLength === 0 ||
        pathLength > LONGEST_PATH
      ) {
        throw damaged(reader.position);
      }
      const path = await reader.take(pathLength);
      if (path.length < pathLength) throw cutOff(reader.position);
      const name = this.#safeName(path.toString('utf8'), reader.position);
      const type = String.fromCharCode(header[9]);
      if (type === 'P') {
        await this.#payload(reader, name);
      } else if (type === 'E') {
        await this.#finish(name);
        files += 1;
      } else if (!(header[8] & FLAG_IGNORABLE)) {
        throw new DrillFault(
          'format-unsupported',
          'The xbstream archive holds a kind of chunk that this version does not know.',
        );
      }
    }
    if (this.#open.size > 0) throw cutOff(reader.position);
    return { bytes: reader.position, files };
  }

  async #payload(reader: ByteReader, name: string) {
    const header = await reader.take(PAYLOAD_HEADER_BYTES);
    if (header.length < PAYLOAD_HEADER_BYTES) throw cutOff(reader.position);
    let missing = Number(header.readBigUInt64LE(0));
    let offset = Number(header.readBigUInt64LE(8));
    let sum = 0;
    const file = await this.#file(name);
    while (missing > 0) {
      const part = await reader.some(missing);
      if (part.length === 0) throw cutOff(reader.position);
      sum = crc32(part, sum);
      await file.write(part, 0, part.length, offset);
      offset += part.length;
      missing -= part.length;
    }
    if (sum !== header.readUInt32LE(16)) throw damaged(reader.position);
  }

  async #file(name: string): Promise<FileHandle> {
    const known = this.#open.get(name);
    if (known) return known;
    const path = join(this.#target, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    this.#open.set(name, file);
    return file;
  }

  /** Empty files have an end and no payload. */
  async #finish(name: string) {
    const file = await this.#file(name);
    await file.close();
    this.#open.delete(name);
  }

  #safeName(name: string, position: number): string {
    const clean = normalize(name);
    if (
      clean.startsWith('..') ||
      clean.startsWith('/') ||
      clean.includes('\0')
    ) {
      throw new BackupFault(
        'archive-damaged',
        `The xbstream archive names a file outside its own folder ${position} bytes in.`,
      );
    }
    return clean;
  }
}
