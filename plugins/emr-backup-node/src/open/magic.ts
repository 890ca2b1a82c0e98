import type { LeafKind } from '../contracts';
import { guessSql } from './sqlText';

/** Formats around exactly one stream. */
export type WrapperFormat =
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | 'openssl-enc'
  | 'base64'
  | 'gpg'
  | 'age';
/** Formats around several files. */
export type ArchiveFormat = 'tar' | 'zip' | '7z';

/** What bytes are, by their magic numbers alone. */
export type Identified =
  | { role: 'wrapper'; format: WrapperFormat }
  | { role: 'archive'; format: ArchiveFormat }
  | { role: 'dump'; kind: LeafKind; certain: boolean }
  | { role: 'file' }
  | { role: 'blank' };

const startsWith = (head: Buffer, magic: string | readonly number[]) => {
  const bytes =
    typeof magic === 'string'
      ? Buffer.from(magic, 'latin1')
      : Buffer.from(magic);
  return head.subarray(0, bytes.length).equals(bytes);
};

const BZIP2_BLOCK = Buffer.from('314159265359', 'hex');
const BZIP2_END = Buffer.from('177245385090', 'hex');

function isBzip2(head: Buffer) {
  if (!/^BZh[1-9]/.test(head.toString('latin1', 0, 4))) return false;
  const block = head.subarray(4, 10);
  return block.equals(BZIP2_BLOCK) || block.equals(BZIP2_END);
}

function isGzip(head: Buffer) {
  // Method deflate and no reserved flag.
  return (
    head.length >= 4 && startsWith(head, [0x1f, 0x8b, 8]) && head[3] < 0x20
  );
}

function isZstd(head: Buffer) {
  const skippable =
    head.length >= 4 &&
    head[0] >= 0x50 &&
    head[0] <= 0x5f &&
    head.readUInt32LE(0) >>> 4 === 0x184d2a5;
  return skippable || startsWith(head, [0x28, 0xb5, 0x2f, 0xfd]);
}

/** Public-key (1) and passphrase (3) session key packets: how an encrypted message begins. */
function isOpenPgp(head: Buffer) {
  if (head.length < 12 || head[0] < 0x80) return false;
  const fresh = (head[0] & 0x40) !== 0;
  const tag = fresh ? head[0] & 0x3f : (head[0] >> 2) & 0x0f;
  const lengthType = head[0] & 3;
  const oldLength = lengthType === 0 ? 1 : 2;
  const longNew = head[1] >= 192 ? 2 : 1;
  const body = head.subarray(1 + (fresh ? longNew : oldLength));
  if (tag === 3) {
    return body[0] >= 4 && body[0] <= 6 && body[1] >= 1 && body[1] <= 13;
  }
  if (tag === 1) {
    return body[0] === 3 && [1, 2, 16, 18, 25].includes(body[9]);
  }
  return false;
}

function isTarHeader(head: Buffer) {
  if (head.length < 512 || head[0] === 0) return false;
  const stored = Number.parseInt(
    head.toString('latin1', 148, 156).replace(/\0.*$/, '').trim(),
    8,
  );
  let sum = 8 * 32;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += head[i];
  return sum === stored;
}

/** Format byte of a pg_dump archive header: 1 custom, 3 tar, 5 directory. */
function pgArchiveFormat(head: Buffer): number | null {
  if (!startsWith(head, 'PGDMP') || head.length < 11) return null;
  return head[10];
}

function identifyTar(head: Buffer): Identified {
  const name = head.toString('latin1', 0, 100).replace(/\0.*$/s, '');
  const inner = pgArchiveFormat(head.subarray(512));
  return name === 'toc.dat' && inner === 3
    ? { role: 'dump', kind: 'pg-tar', certain: true }
    : { role: 'archive', format: 'tar' };
}

function identifyArmor(head: Buffer): Identified | null {
  const text = head.toString('latin1', 0, 256).trimStart();
  if (text.startsWith('-----BEGIN PGP MESSAGE-----')) {
    return { role: 'wrapper', format: 'gpg' };
  }
  if (text.startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) {
    return { role: 'wrapper', format: 'age' };
  }
  // "Salted__" in base64: openssl enc -a.
  if (text.startsWith('U2FsdGVkX1')) {
    return { role: 'wrapper', format: 'base64' };
  }
  return null;
}

const WRAPPERS: readonly [WrapperFormat, (head: Buffer) => boolean][] = [
  ['gzip', isGzip],
  ['bzip2', isBzip2],
  ['xz', head => startsWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])],
  ['zstd', isZstd],
  ['openssl-enc', head => startsWith(head, 'Salted__')],
  ['age', head => startsWith(head, 'age-encryption.org/v1')],
];

/** Only white space and NUL: what an interrupted or failed dump leaves. */
export const isBlank = (bytes: Buffer) =>
  !bytes.some(byte => byte !== 0 && byte !== 32 && (byte < 9 || byte > 13));

/** Says what the first bytes of a file are. */
export function identify(head: Buffer): Identified {
  if (isBlank(head)) return { role: 'blank' };
  for (const [format, matches] of WRAPPERS) {
    if (matches(head)) return { role: 'wrapper', format };
  }
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) {
    return { role: 'archive', format: 'zip' };
  }
  if (startsWith(head, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])) {
    return { role: 'archive', format: '7z' };
  }
  if (pgArchiveFormat(head) === 1) {
    return { role: 'dump', kind: 'pg-custom', certain: true };
  }
  if (startsWith(head, 'XBSTCK01')) {
    return { role: 'dump', kind: 'xbstream', certain: true };
  }
  if (isTarHeader(head)) return identifyTar(head);
  const armor = identifyArmor(head);
  if (armor) return armor;
  const sql = guessSql(head);
  if (sql) return { role: 'dump', ...sql };
  // Last, because its magic is the weakest.
  if (isOpenPgp(head)) return { role: 'wrapper', format: 'gpg' };
  return { role: 'file' };
}
