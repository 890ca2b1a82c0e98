import { PassThrough, pipeline, type Duplex, type Readable } from 'node:stream';
import type { OpenScope } from './OpenScope';

/** Enough for every magic number and for the comments at the head of a dump. */
export const PEEK_BYTES = 64 * 1024;

/** A stream whose first bytes have been looked at. */
export interface PeekedStream {
  head: Buffer;
  /** The head is all there is. */
  ended: boolean;
  /** The whole content, head included. */
  stream: Readable;
}

/** Looks at the first bytes of a stream without losing them. */
export async function peek(
  source: Readable,
  scope: OpenScope,
  wanted = PEEK_BYTES,
): Promise<PeekedStream> {
  const chunks: Buffer[] = [];
  let size = 0;
  let ended = false;
  const iterator = source.iterator({ destroyOnReturn: false });
  while (size < wanted) {
    const next = await iterator.next();
    if (next.done) {
      ended = true;
      break;
    }
    chunks.push(next.value);
    size += next.value.length;
  }
  if (!ended) await iterator.return?.();
  const whole = new PassThrough();
  for (const chunk of chunks) whole.write(chunk);
  if (ended) {
    whole.end();
    scope.track(whole);
  } else {
    connect(source, whole, scope);
  }
  return { head: Buffer.concat(chunks), ended, stream: whole };
}

/** Sends a stream through a filter; an error of either destroys both. */
export function connect<T extends Duplex>(
  source: Readable,
  filter: T,
  scope: OpenScope,
): T {
  scope.track(filter);
  // The reader of the filter gets the error; there is nobody else to tell.
  pipeline(source, filter, () => undefined);
  return filter;
}
