import { PassThrough } from 'node:stream';
import { constants, gunzipSync } from 'node:zlib';
import { BackupFault, DrillFault } from '../../contracts';
import type { ArchiveEntry } from '../archives/ArchiveEntry';
import { writePaced } from '../backpressure';
import { identify, isBlank, type Identified } from '../magic';
import { OpenScope } from '../OpenScope';
import { PEEK_BYTES } from '../PeekedStream';
import { explore, type Place } from './explore';
import { FileDigests } from './FileDigests';
import type { Content, Found } from './Found';
import { isDocumentPath } from './placement';

// A compressed file may stand for a thousand times its size.
const QUICK_BYTES = 8 * 1024;
/** A plain file of nothing is a failed dump only when it was to be one. */
const DUMP_NAME = /\.(sql|dump|dmp|backup|bak)(\.\w+)?$/i;

const formatOf = (found: Extract<Identified, { format: string }>) =>
  found.format;

const dump = (
  { kind, certain }: Extract<Identified, { role: 'dump' }>,
  wrappers: string[],
): Content => ({ type: 'dump', kind, certain, wrappers });

/** What a gzip holds, from its first bytes alone: spares a process for each of a thousand scans. */
function quickLook(format: string, head: Buffer): Identified | null {
  if (format !== 'gzip') return null;
  try {
    const inner = gunzipSync(head.subarray(0, QUICK_BYTES), {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return identify(inner);
  } catch {
    return null;
  }
}

/** Reads an entry once, for its digests and for whoever looks inside. */
class EntryReader {
  readonly digests: FileDigests;
  bytes = 0;
  blank = true;
  readonly #chunks: Buffer[] = [];
  readonly #iterator: AsyncIterator<Buffer>;
  #ended = false;

  constructor(entry: ArchiveEntry, scope: OpenScope) {
    this.digests = new FileDigests(scope.options.digests);
    this.#iterator = entry.content[Symbol.asyncIterator]();
  }

  async readHead(): Promise<Buffer> {
    while (this.bytes < PEEK_BYTES) {
      const chunk = await this.#next();
      if (!chunk) break;
      this.#chunks.push(chunk);
    }
    return Buffer.concat(this.#chunks);
  }

  /** Explores the rest of the entry while it is read. A fault becomes the entry's content. */
  async explore(place: Place, outer: OpenScope): Promise<Content> {
    const scope = new OpenScope(outer.options);
    const inlet = scope.track(new PassThrough());
    const exploring = explore(inlet, place, scope)
      .then(
        ({ content }) => content,
        (fault): Content => {
          outer.signal.throwIfAborted();
          if (fault instanceof BackupFault || fault instanceof DrillFault) {
            return { type: 'fault', fault };
          }
          throw fault;
        },
      )
      .finally(() => scope.close());
    // Awaited below; must not count as unhandled while the entry is still read.
    exploring.catch(() => undefined);
    try {
      for (const chunk of this.#chunks) await writePaced(inlet, chunk);
      for (let chunk = await this.#next(); chunk; chunk = await this.#next()) {
        await writePaced(inlet, chunk);
      }
      if (!inlet.destroyed) inlet.end();
    } catch (error) {
      inlet.destroy();
      await exploring.catch(() => undefined);
      throw error;
    }
    const content = await exploring;
    scope.notes.forEach(note => outer.notes.add(note));
    scope.commands.forEach(command => outer.commands.add(command));
    return content;
  }

  async drain() {
    while (await this.#next());
  }

  async #next(): Promise<Buffer | null> {
    if (this.#ended) return null;
    const next = await this.#iterator.next();
    if (next.done) {
      this.#ended = true;
      return null;
    }
    this.digests.update(next.value);
    this.bytes += next.value.length;
    this.blank &&= isBlank(next.value);
    return next.value;
  }
}

async function lookInside(
  head: Buffer,
  reader: EntryReader,
  place: Place,
  scope: OpenScope,
): Promise<Content> {
  const found = identify(head);
  if (found.role === 'dump') return dump(found, []);
  if (found.role !== 'wrapper' && found.role !== 'archive') {
    return { type: 'file' };
  }
  const quick = found.role === 'wrapper' ? quickLook(found.format, head) : null;
  if (quick?.role === 'dump') return dump(quick, [formatOf(found)]);
  if (quick?.role === 'file') return { type: 'file' };
  return reader.explore(place, scope);
}

/** Looks through one file of an archive, and reads it to its end. */
export async function exploreEntry(
  entry: ArchiveEntry,
  archive: Place,
  scope: OpenScope,
): Promise<Found> {
  const names = [...archive.names, entry.name];
  const label = `${archive.label}!/${entry.name}`;
  const reader = new EntryReader(entry, scope);
  const head = await reader.readHead();
  const place: Place = { ...archive, names, label, localPath: undefined };
  const content = isDocumentPath(entry.name)
    ? ({ type: 'file' } as const)
    : await lookInside(head, reader, place, scope);
  await reader.drain();
  const isHollow =
    content.type === 'file' && reader.blank && DUMP_NAME.test(entry.name);
  return {
    part: archive.part,
    names,
    path: entry.name,
    outer: archive.outer,
    bytes: reader.bytes,
    modifiedAt: entry.modifiedAt,
    digests: reader.digests.finish(),
    content: isHollow ? { type: 'empty', wrappers: [] } : content,
  };
}
