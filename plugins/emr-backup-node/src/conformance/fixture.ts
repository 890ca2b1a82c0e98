import { createHash } from 'node:crypto';
import type { ConformanceFile } from './StoreUnderTest';

const at = (iso: string) => new Date(iso);

/** Not compressible and the same each time, so that a byte that is lost or doubled shows. */
function noise(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let size = 0, index = 0; size < length; size += 64, index++)
    blocks.push(createHash('sha512').update(`block ${index}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

/** Longer than any buffer on the way. */
export const BIG_BYTES = 6 * 1024 * 1024 + 1;

let madeNoise: Buffer | undefined;
/** Made when a store is first tested: whoever only imports this package need not wait for it. */
function bigNoise(): Buffer {
  madeNoise ??= noise(BIG_BYTES);
  return madeNoise;
}

/** A few backups of two clinics, with the names people give them. */
export const FEW_FILES: readonly ConformanceFile[] = [
  {
    path: 'lakeside/nightly.sql.gz',
    content: Buffer.from('lakeside'),
    modifiedAt: at('2026-11-20T06:00:01Z'),
  },
  {
    path: 'lakeside/older/nightly.sql.gz',
    content: Buffer.from([0, 255, 10, 13, 128, 0]),
    modifiedAt: at('2026-11-19T06:00:02Z'),
  },
  {
    path: 'lakeside/notes.txt',
    content: Buffer.from('not a backup'),
    modifiedAt: at('2026-11-18T12:30:00Z'),
  },
  {
    path: "Clinique Côte d'Été/sauvegarde du 20 nov. & 100 %.sql",
    content: Buffer.from('été'),
    modifiedAt: at('2026-11-20T07:00:00Z'),
  },
  {
    path: 'hollow/empty.sql',
    content: Buffer.alloc(0),
    modifiedAt: at('2026-11-20T08:00:00Z'),
  },
  {
    path: 'big/stream.xb',
    get content() {
      return bigNoise();
    },
    modifiedAt: at('2026-11-20T09:00:00Z'),
  },
];

/** Enough that a list kept in memory is told from one that streams. */
export const MANY = 20_000;

/** Tiny files with long names. */
export function* manyFiles(): Iterable<ConformanceFile> {
  const filler = 'a-long-name-as-archives-have-them-'.repeat(5);
  for (let index = 0; index < MANY; index++)
    yield {
      path: `many/${index % 20}/${filler}${index}.sql`,
      content: Buffer.from('x'),
      modifiedAt: at('2026-11-20T10:00:00Z'),
    };
}
