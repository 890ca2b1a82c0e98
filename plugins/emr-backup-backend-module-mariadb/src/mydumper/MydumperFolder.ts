import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable, type Duplex } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import {
  BackupFault,
  type LoadResult,
} from '@emr-backup/plugin-emr-backup-node';
import type { DumpPart } from '../load/DumpPart';
import { quoteIdentifier } from '../query/identifiers';
import { DumpFacts } from '../scan/DumpFacts';
import { DumpReading } from '../scan/DumpReading';
import { SYSTEM_SCHEMAS } from '../scan/systemSchemas';

/**
 * What a file of a mydumper folder is, by the end of its name, in the order in
 * which they load: views and triggers may call routines, and views may read
 * other views' stand-in tables.
 */
const KINDS = [
  { kind: 'create', pattern: /^(.+?)-schema-create\.sql$/ },
  { kind: 'schema', pattern: /^(.+?)\.(.+)-schema(?:-sequence)?\.sql$/ },
  { kind: 'data', pattern: /^(.+?)\.(.+?)(?:\.\d+)*\.sql$/ },
  { kind: 'post', pattern: /^(.+?)-schema-post\.sql$/ },
  { kind: 'triggers', pattern: /^(.+?)\.(.+)-schema-triggers\.sql$/ },
  { kind: 'view', pattern: /^(.+?)\.(.+)-schema-view\.sql$/ },
] as const;
type FileKind = (typeof KINDS)[number]['kind'];
const ORDER: readonly FileKind[] = KINDS.map(({ kind }) => kind);
/** The most special name first. */
const RECOGNISE = ['create', 'post', 'triggers', 'view', 'schema', 'data'].map(
  kind => KINDS.find(one => one.kind === kind) ?? KINDS[0],
);

interface FolderFile {
  file: string;
  kind: FileKind;
  database: string;
}

/** Ends a statement in files whose statements hold `;` themselves. */
const DELIMITER = '$$EMR$$';
/** Routines and triggers: far more than any EMR has. */
const LARGEST_PROGRAM_FILE = 64 * 1024 * 1024;

function recognise(file: string): FolderFile | undefined {
  const name = file.replace(/\.(?:gz|zst)$/, '');
  for (const { kind, pattern } of RECOGNISE) {
    const match = pattern.exec(name);
    if (match) return { file, kind, database: match[1] };
  }
  return undefined;
}

function damaged(file: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong') {
    return new BackupFault('truncated', `The file ${file} was cut off.`);
  }
  if (/^(?:Z_|ZSTD_)/.test(code ?? '')) {
    return new BackupFault('archive-damaged', `The file ${file} is damaged.`);
  }
  return error instanceof Error ? error : new Error('Reading failed');
}

/** A file's SQL; a damaged one is named in the fault. */
async function* decompressed(path: string, file: string) {
  const raw = createReadStream(path);
  // The error of any stage surfaces where the last one is read.
  const through = (stage: Duplex): Readable =>
    pipeline(raw, stage, () => undefined);
  let stream: Readable = raw;
  if (file.endsWith('.gz')) stream = through(createGunzip());
  if (file.endsWith('.zst')) stream = through(createZstdDecompress());
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw damaged(file, error);
  } finally {
    raw.destroy();
  }
}

/** mydumper ends a statement with `;` at the end of a line and keeps others apart by a space after them. */
async function* delimited(path: string, file: string) {
  let text = '';
  for await (const chunk of decompressed(path, file)) {
    text += chunk.toString('latin1');
    if (text.length > LARGEST_PROGRAM_FILE) {
      throw new BackupFault(
        'load-error',
        `The file ${file} is larger than routines and triggers can be.`,
      );
    }
  }
  const sql = text.replace(/;(?=\r?\n|$)/g, () => DELIMITER);
  yield Buffer.from(sql, 'latin1');
}

/** A folder written by mydumper, as parts that load in order. */
export class MydumperFolder {
  readonly #directory: string;
  readonly #files: readonly FolderFile[];
  readonly #facts = new DumpFacts();
  readonly #metadata: string;

  private constructor(
    directory: string,
    files: readonly FolderFile[],
    metadata: string,
  ) {
    this.#directory = directory;
    this.#files = files;
    this.#metadata = metadata;
  }

  static async read(directory: string): Promise<MydumperFolder> {
    const names = (await readdir(directory)).sort();
    const files = names
      .map(recognise)
      .filter(file => file !== undefined)
      .filter(({ database }) => !SYSTEM_SCHEMAS.has(database));
    const metadata = names.includes('metadata')
      ? await readFile(join(directory, 'metadata'), 'utf8')
      : '';
    return new MydumperFolder(directory, files, metadata);
  }

  /** The databases the folder holds, by its file names. */
  get databases(): string[] {
    return [...new Set(this.#files.map(({ database }) => database))];
  }

  async totalBytes(): Promise<number> {
    const sizes = await Promise.all(
      this.#files.map(({ file }) => stat(join(this.#directory, file))),
    );
    return sizes.reduce((sum, { size }) => sum + size, 0);
  }

  /** The files in loading order; `target` says where a database of the folder lands. */
  parts(target: (database: string) => string): DumpPart[] {
    return this.#files
      .filter(({ kind }) => kind !== 'create')
      .toSorted(
        (a, b) =>
          a.database.localeCompare(b.database) ||
          ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
      )
      .map(({ file, kind, database }) => {
        const program = kind === 'post' || kind === 'triggers';
        const path = join(this.#directory, file);
        return {
          name: file,
          reading: new DumpReading({
            name: `The file ${file}`,
            facts: this.#facts,
          }),
          prologue: `DELIMITER ;\nUSE ${quoteIdentifier(target(database))};\n${
            program ? `DELIMITER ${DELIMITER}\n` : ''
          }`,
          open: async ({ signal }) =>
            Readable.from(
              program ? delimited(path, file) : decompressed(path, file),
              { signal, objectMode: false },
            ),
        };
      });
  }

  /** What the folder says about itself. */
  get result(): Pick<
    LoadResult,
    'trailer' | 'takenAt' | 'namedDatabases' | 'announced'
  > {
    const finished =
      /Finished dump at:\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(
        this.#metadata,
      );
    return {
      trailer: finished !== null,
      ...(finished ? { takenAt: `${finished[1]}T${finished[2]}` } : {}),
      namedDatabases: this.databases,
      announced: this.#facts.announced,
    };
  }
}
