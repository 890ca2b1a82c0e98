/** The part of a Node or streamx writable that pacing needs. @public */
export interface PacedSink {
  readonly destroyed: boolean;
  write(chunk: Buffer): boolean;
  on(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
}

/**
 * Writes a chunk and waits until the sink wants more, or is gone. Nothing is
 * left of a wait that is over, so that a dump of any size can be sent in chunks.
 * @public
 */
export async function writePaced(
  sink: PacedSink,
  chunk: Buffer,
): Promise<void> {
  if (sink.destroyed || sink.write(chunk)) return;
  await new Promise<void>(resolve => {
    const done = () => {
      sink.off('drain', done);
      sink.off('close', done);
      resolve();
    };
    sink.on('drain', done);
    sink.on('close', done);
  });
}
