import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Gunzip } from './Gunzip';

const TEXT = Buffer.from(
  Array.from({ length: 3_000 }, (_, i) => `row ${i} ${i % 97}\n`).join(''),
);

/** A gzip with everything a header can hold. */
function withFullHeader(): Buffer {
  const plain = gzipSync(TEXT);
  const header = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0x04 | 0x08 | 0x10, 0, 0, 0, 0, 0, 3]),
    Buffer.from([5, 0]),
    Buffer.from('extra'),
    Buffer.from('clinic.sql\0'),
    Buffer.from('a comment\0'),
  ]);
  return Buffer.concat([header, plain.subarray(10)]);
}

function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

async function unpack(bytes: Buffer, size = 64 * 1024) {
  let told = 0;
  const gunzip = new Gunzip({
    truncated: () => new Error('truncated'),
    damaged: () => new Error('damaged'),
    trailing: () => {
      told += 1;
    },
  });
  const source = Readable.from(pieces(bytes, size), { objectMode: false });
  source.pipe(gunzip);
  const out: Buffer[] = [];
  try {
    for await (const chunk of gunzip) out.push(chunk);
  } catch (error) {
    return String((error as Error).message);
  }
  return { whole: Buffer.concat(out).equals(TEXT), told };
}

describe('Gunzip', () => {
  const half = TEXT.length / 2;
  const members = Buffer.concat([
    gzipSync(TEXT.subarray(0, half)),
    gzipSync(Buffer.alloc(0)),
    gzipSync(TEXT.subarray(half)),
  ]);

  describe.each([1, 2, 7, 1000, 64 * 1024])('read by %d bytes', size => {
    it.each([
      ['one member', gzipSync(TEXT)],
      ['a member with all that a header can hold', withFullHeader()],
      ['several members', members],
    ])('unpacks %s', async (_, bytes) => {
      expect(await unpack(bytes, size)).toEqual({ whole: true, told: 0 });
    });

    it.each([
      ['zeros', Buffer.alloc(700), 0],
      ['letters', Buffer.from('trailing garbage\n'), 1],
      ['letters that come after zeros', Buffer.from('\0\0\0end'), 1],
      ['a single byte', Buffer.from([0x1f]), 1],
    ])('keeps all content before %s', async (_, tail, told) => {
      expect(await unpack(Buffer.concat([members, tail]), size)).toEqual({
        whole: true,
        told,
      });
    });
  });

  it.each([1, 5, 9, 11, 500])(
    'finds it cut short when %d bytes are left of its last member',
    async left => {
      const last = gzipSync(TEXT);
      const cut = Buffer.concat([gzipSync(TEXT), last.subarray(0, left + 1)]);
      expect(await unpack(cut)).toBe('truncated');
    },
  );

  it.each([1, 4, 8])(
    'finds it cut short when %d bytes of its checksum are missing',
    async missing => {
      const whole = gzipSync(TEXT);
      expect(await unpack(whole.subarray(0, -missing))).toBe('truncated');
    },
  );

  it('finds nothing at all cut short', async () => {
    expect(await unpack(Buffer.alloc(0))).toBe('truncated');
  });

  it.each([
    ['its content', -20_000],
    ['its checksum', -6],
    ['its length', -2],
    ['its flags', 3],
    ['its method', 2],
  ])('finds damage in %s', async (_, at) => {
    const bytes = gzipSync(Buffer.concat([TEXT, randomBytes(50_000)]));
    bytes[at < 0 ? bytes.length + at : at] ^= 0xff;
    expect(await unpack(bytes)).toBe('damaged');
  });

  it('ends at once when it is destroyed while content waits', async () => {
    const gunzip = new Gunzip({
      truncated: () => new Error('truncated'),
      damaged: () => new Error('damaged'),
      trailing: () => undefined,
    });
    const closed = new Promise(resolve => gunzip.once('close', resolve));
    gunzip.write(gzipSync(TEXT));
    gunzip.destroy();
    await closed;
    expect(gunzip.errored).toBeNull();
  });
});
