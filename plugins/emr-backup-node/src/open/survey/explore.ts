import type { Readable } from 'node:stream';
import { BackupFault } from '../../contracts';
import { openArchive } from '../archives/openArchive';
import { identify, isBlank, type Identified } from '../magic';
import type { OpenScope } from '../OpenScope';
import { peek, type PeekedStream } from '../PeekedStream';
import { unwrap } from '../wrappers/unwrap';
import { exploreEntry } from './exploreEntry';
import type { Content } from './Found';

/** Wrappers and archives around one file; a real backup has four or five, an archive bomb any number. */
const MAX_LAYERS = 8;
/** A roles dump is told from a cluster dump by what follows the roles. */
const GLOBALS_PEEK = 4 * 1024 * 1024;

/** Where a stream lies in its artifact. */
export interface Place {
  part: number;
  /** For messages. */
  label: string;
  names: readonly string[];
  outer: readonly string[];
  /** The part's file, as long as nothing was taken off it. */
  localPath?: string;
}

/** What looking through a stream showed; bytes when it was read to its end. */
export interface Explored {
  content: Content;
  bytes: number | null;
}

/** Takes off every wrapper and lists every archive until a dump, a document or nothing is left. */
export async function explore(
  source: Readable,
  place: Place,
  scope: OpenScope,
): Promise<Explored> {
  const wrappers: string[] = [];
  let stream = source;
  for (;;) {
    const peeked = await peek(stream, scope);
    const found = identify(peeked.head);
    const bytes = peeked.ended ? peeked.head.length : null;
    if (found.role === 'wrapper' || found.role === 'archive') {
      wrappers.push(found.format);
      if (place.outer.length + wrappers.length > MAX_LAYERS) {
        throw new BackupFault(
          'archive-damaged',
          `${place.label} is wrapped in more than ${MAX_LAYERS} layers, which no backup is.`,
        );
      }
    }
    switch (found.role) {
      case 'wrapper':
        stream = await unwrap(found.format, peeked.stream, place.label, scope);
        break;
      case 'archive': {
        const outer = [...place.outer, ...wrappers];
        const entries = [];
        const archive = openArchive(
          found.format,
          {
            stream: peeked.stream,
            label: place.label,
            outer,
            localPath: wrappers.length === 1 ? place.localPath : undefined,
          },
          scope,
        );
        for await (const entry of archive) {
          entries.push(await exploreEntry(entry, { ...place, outer }, scope));
        }
        return { content: { type: 'archive', wrappers, entries }, bytes: null };
      }
      case 'dump':
        return {
          content: await settleDump(found, wrappers, peeked, scope),
          bytes,
        };
      case 'blank':
        return exploreBlank(peeked, wrappers);
      default:
        return { content: { type: 'file' }, bytes };
    }
  }
}

async function settleDump(
  found: Extract<Identified, { role: 'dump' }>,
  wrappers: string[],
  peeked: PeekedStream,
  scope: OpenScope,
): Promise<Content> {
  let { kind, certain } = found;
  if (kind === 'pg-globals' && !peeked.ended) {
    const { head } = await peek(peeked.stream, scope, GLOBALS_PEEK);
    const again = identify(head);
    if (again.role === 'dump') ({ kind, certain } = again);
  }
  return { type: 'dump', kind, certain, wrappers };
}

/** Reads on until something is not blank: a dump of nothing but line ends is hollow, however long. */
async function exploreBlank(
  { stream }: PeekedStream,
  wrappers: string[],
): Promise<Explored> {
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (!isBlank(chunk)) return { content: { type: 'file' }, bytes: null };
  }
  return { content: { type: 'empty', wrappers }, bytes };
}
