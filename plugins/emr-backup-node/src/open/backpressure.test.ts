import { PassThrough } from 'node:stream';
import { writePaced } from './backpressure';

const CHUNK = Buffer.alloc(64);

describe('writing no faster than the sink reads', () => {
  it('waits while the sink is full and leaves nothing behind', async () => {
    const sink = new PassThrough({ highWaterMark: 16 });
    const before = sink.eventNames().length;
    let written = false;
    const writing = writePaced(sink, CHUNK).then(() => {
      written = true;
    });
    await new Promise(setImmediate);
    expect(written).toBe(false);
    sink.resume();
    await writing;
    for (let count = 0; count < 50; count += 1) await writePaced(sink, CHUNK);
    expect(sink.listenerCount('drain')).toBe(0);
    expect(sink.listenerCount('close')).toBe(0);
    expect(sink.eventNames().length).toBe(before);
  });

  it('goes on when the sink is gone', async () => {
    const sink = new PassThrough({ highWaterMark: 16 });
    const writing = writePaced(sink, CHUNK);
    sink.destroy();
    await writing;
    await writePaced(sink, CHUNK);
    expect(sink.listenerCount('drain')).toBe(0);
  });
});
