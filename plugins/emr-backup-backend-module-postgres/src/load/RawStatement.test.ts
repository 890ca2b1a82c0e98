import { PassThrough } from 'node:stream';
import type { Connection } from 'pg';
import { RawStatement } from './RawStatement';

function copying() {
  const stream = new PassThrough();
  const copy = new RawStatement(Buffer.from('COPY note FROM stdin'), true);
  copy.submit({ stream } as unknown as Connection);
  return { copy, stream };
}

const listeners = (stream: PassThrough) =>
  stream.listenerCount('drain') + stream.listenerCount('close');

describe('waiting for the server', () => {
  it('ends when it has caught up, and leaves nothing on the connection', () => {
    const { copy, stream } = copying();
    const before = listeners(stream);
    const tell = jest.fn();
    for (let count = 1; count <= 20; count += 1) {
      const stop = copy.onCaughtUp(tell);
      stream.emit('drain');
      stop();
      expect(tell).toHaveBeenCalledTimes(count);
    }
    expect(listeners(stream)).toBe(before);
  });

  it('ends when the statement failed, and when the connection broke', async () => {
    const { copy, stream } = copying();
    const told: string[] = [];
    copy.onCaughtUp(() => told.push('failed'));
    copy.handleError(Object.assign(new Error('no'), { code: '22P02' }));
    expect(told).toEqual(['failed']);
    await expect(copy.done).rejects.toMatchObject({ state: '22P02' });

    const other = copying();
    other.copy.onCaughtUp(() => told.push('closed'));
    other.stream.emit('close');
    expect(told).toEqual(['failed', 'closed']);
    expect(stream.destroyed).toBe(false);
  });
});
