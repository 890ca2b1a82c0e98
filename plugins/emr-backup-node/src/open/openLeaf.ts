import { Readable } from 'node:stream';
import type { Artifact } from '../contracts';
import { DrillFault } from '../contracts';
import type { ArchiveEntry } from './archives/ArchiveEntry';
import { openArchive } from './archives/openArchive';
import type { ArchiveFormat, WrapperFormat } from './magic';
import { openPart } from './openPart';
import { OpenScope } from './OpenScope';
import type { Leaf, OpenOptions } from './types';
import { unwrap } from './wrappers/unwrap';

const ARCHIVES: ReadonlySet<string> = new Set<ArchiveFormat>([
  'tar',
  'zip',
  '7z',
]);

const isArchive = (format: string): format is ArchiveFormat =>
  ARCHIVES.has(format);

/** What is left to take off on the way to a leaf. */
interface Way {
  formats: readonly string[];
  names: readonly string[];
  label: string;
  /** Wrappers and archives already taken off. */
  outer: readonly string[];
  localPath?: string;
}

/** Takes off wrappers until an archive or the content itself is next. */
async function unwrapAll(source: Readable, way: Way, scope: OpenScope) {
  let stream = source;
  let { formats, localPath, outer } = way;
  while (formats.length > 1 && !isArchive(formats[0])) {
    const format = formats[0] as WrapperFormat;
    stream = await unwrap(format, stream, way.label, scope);
    formats = formats.slice(1);
    outer = [...outer, format];
    localPath = undefined;
  }
  return { stream, way: { ...way, formats, localPath, outer } };
}

const readable = (entry: ArchiveEntry, scope: OpenScope) =>
  scope.track(Readable.from(entry.content, { objectMode: false }));

/** Entries of the archive that holds the leaf, with what is left to take off them. */
export async function* siblings(
  source: Readable,
  start: Way,
  scope: OpenScope,
): AsyncGenerator<{ entry: ArchiveEntry; formats: readonly string[] }> {
  const { stream, way } = await unwrapAll(source, start, scope);
  const [format, ...formats] = way.formats;
  const archive = openArchive(
    format as ArchiveFormat,
    { stream, label: way.label, outer: way.outer, localPath: way.localPath },
    scope,
  );
  const [name, ...names] = way.names;
  let entered = false;
  for await (const entry of archive) {
    if (names.length === 0) {
      yield { entry, formats };
    } else if (entry.name === name && !entered) {
      entered = true;
      yield* siblings(
        readable(entry, scope),
        {
          formats,
          names,
          label: `${way.label}!/${name}`,
          outer: [...way.outer, format],
        },
        scope,
      );
    }
  }
}

async function* content(
  artifact: Artifact,
  leaf: Leaf,
  scope: OpenScope,
): AsyncGenerator<Buffer> {
  const file = artifact.files[leaf.part];
  const part = await openPart(artifact, leaf.part, scope);
  const start: Way = {
    formats: leaf.formats,
    names: leaf.names,
    label: file.path,
    outer: [],
    localPath: file.localPath,
  };
  if (leaf.names.length === 0) {
    yield* (await unwrapAll(part, start, scope)).stream;
    return;
  }
  const name = leaf.names[leaf.names.length - 1];
  let before = leaf.occurrence ?? 0;
  let found = false;
  for await (const { entry, formats } of siblings(part, start, scope)) {
    if (!found && entry.name === name && before-- === 0) {
      found = true;
      const source = readable(entry, scope);
      const way: Way = { formats, names: [], label: leaf.path, outer: [] };
      yield* (await unwrapAll(source, way, scope)).stream;
    }
  }
  if (!found) {
    throw new DrillFault(
      'artifact-missing',
      `${leaf.path} is no longer in the backup; it changed while it was read.`,
    );
  }
}

/** A leaf's bytes; closes everything behind it when it ends or is destroyed. */
class LeafStream extends Readable {
  readonly #content: AsyncIterator<Buffer>;
  readonly #scope: OpenScope;

  constructor(chunks: AsyncIterable<Buffer>, scope: OpenScope) {
    super();
    this.#content = chunks[Symbol.asyncIterator]();
    this.#scope = scope;
  }

  override _read() {
    this.#content.next().then(
      next => this.push(next.done ? null : next.value),
      error => {
        const { signal } = this.#scope;
        this.destroy(signal.aborted ? signal.reason : error);
      },
    );
  }

  override _destroy(
    error: Error | null,
    done: (error: Error | null) => void,
  ): void {
    const close = async () => {
      await this.#scope.close();
      await this.#content.return?.();
    };
    close().then(
      () => done(error),
      closeError => done(error ?? closeError),
    );
  }
}

/**
 * The content of one leaf as a stream. Its end is reached only when everything
 * around it was read to its last byte too and is whole; a fault destroys the
 * stream with a `BackupFault` or `DrillFault`.
 * @public
 */
export async function openLeaf(
  artifact: Artifact,
  leaf: Leaf,
  options: OpenOptions,
): Promise<Readable> {
  const scope = new OpenScope(options);
  return new LeafStream(content(artifact, leaf, scope), scope);
}
