import { archiveHeader } from './ArchiveHeader';
import { TarWalk } from './TarWalk';

const int = (value: number) => [0, value, 0, 0, 0];
const text = (value: string) => [...int(value.length), ...Buffer.from(value)];

describe('the header of an archive', () => {
  const rest = [
    ...Array.from({ length: 7 }, () => int(1)).flat(),
    ...text('gnumed'),
    ...text('17.2 (Debian 17.2-1)'),
    ...text('18beta1'),
  ];
  const header = (minor: number, compression: number[]) =>
    Buffer.from([
      ...Buffer.from('PGDMP'),
      1,
      minor,
      0,
      4,
      8,
      1,
      ...compression,
      ...rest,
    ]);

  it.each([
    [14, int(6)],
    [16, [1]],
  ])('1.%i tells the versions it was written by', (minor, compression) => {
    expect(archiveHeader(header(minor, compression))).toEqual({
      format: `1.${minor}`,
      serverVersion: '17.2',
      dumpVersion: '18beta1',
    });
  });

  it('cut short still tells its format, and anything else is none', () => {
    expect(archiveHeader(header(16, [1]).subarray(0, 30))).toEqual({
      format: '1.16',
    });
    expect(archiveHeader(Buffer.from('-- PostgreSQL dump'))).toBeUndefined();
  });
});

describe('a walk through a tar archive', () => {
  const member = (size: number, big = false) => {
    const block = Buffer.alloc(512);
    block.write('toc.dat', 0);
    if (big) {
      block[124] = 0x80;
      block.writeUInt32BE(size, 132);
    } else {
      block.write(`${size.toString(8).padStart(11, '0')} `, 124);
    }
    return Buffer.concat([block, Buffer.alloc(Math.ceil(size / 512) * 512, 1)]);
  };
  const archive = Buffer.concat([
    member(700),
    member(0),
    member(512, true),
    Buffer.alloc(1024),
  ]);

  it.each([1, 100, 512, 100_000])(
    'finds its end in chunks of %i bytes',
    chunk => {
      const walk = new TarWalk();
      for (let at = 0; at < archive.length; at += chunk) {
        walk.feed(archive.subarray(at, at + chunk));
      }
      expect(walk.complete).toBe(true);
    },
  );

  it.each([10, 600, 512 + 1024, 512 + 1024 + 512, 3000])(
    'misses it when only %i bytes are there',
    bytes => {
      const walk = new TarWalk();
      walk.feed(archive.subarray(0, bytes));
      expect(walk.complete).toBe(false);
    },
  );
});
