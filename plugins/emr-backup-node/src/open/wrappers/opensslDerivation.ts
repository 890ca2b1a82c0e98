import { createDecipheriv, createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const pbkdf2Async = promisify(pbkdf2);

/** One way in which `openssl enc` may have made key and IV from the passphrase. */
export interface OpensslDerivation {
  cipher: string;
  digest: string;
  /** Absent for the derivation OpenSSL used before `-pbkdf2`. */
  iterations?: number;
}

/** Key and IV, ready to decrypt. */
export interface OpensslKey extends OpensslDerivation {
  key: Buffer;
  iv: Buffer;
}

const CIPHERS = {
  'aes-256-cbc': { key: 32, iv: 16 },
  'aes-128-cbc': { key: 16, iv: 16 },
  'aes-192-cbc': { key: 24, iv: 16 },
} as const;
type Cipher = keyof typeof CIPHERS;

// OpenSSL's default first, then counts that guides and EMR vendors recommend.
// Each costs a try on a wrong key only; a count not listed is judged a wrong key.
const ITERATIONS = [
  10_000, 1_000, 2_000, 2_048, 4_096, 5_000, 20_000, 25_000, 30_000, 40_000,
  50_000, 65_536, 100_000, 120_000, 150_000, 200_000, 210_000, 250_000, 300_000,
  310_000, 400_000, 500_000, 600_000, 1_000_000,
];
/** Counts people give together with `-md sha512`. */
const SHA512_ITERATIONS = [
  1_000, 5_000, 20_000, 50_000, 100_000, 200_000, 210_000, 250_000, 500_000,
  600_000,
];

/** Every derivation worth a try, the likely and cheap ones first. */
export function opensslDerivations(): OpensslDerivation[] {
  const plain = ['sha256', 'md5', 'sha1', 'sha512'];
  return [
    ...plain.slice(0, 2).map(digest => ({ cipher: 'aes-256-cbc', digest })),
    { cipher: 'aes-256-cbc', digest: 'sha256', iterations: 10_000 },
    ...plain.slice(2).map(digest => ({ cipher: 'aes-256-cbc', digest })),
    ...['aes-128-cbc', 'aes-192-cbc'].flatMap(cipher => [
      ...plain.slice(0, 2).map(digest => ({ cipher, digest })),
      { cipher, digest: 'sha256', iterations: 10_000 },
    ]),
    ...['sha512', 'sha1', 'md5'].map(digest => ({
      cipher: 'aes-256-cbc',
      digest,
      iterations: 10_000,
    })),
    ...ITERATIONS.slice(1).map(iterations => ({
      cipher: 'aes-256-cbc',
      digest: 'sha256',
      iterations,
    })),
    ...SHA512_ITERATIONS.map(iterations => ({
      cipher: 'aes-256-cbc',
      digest: 'sha512',
      iterations,
    })),
  ];
}

/** EVP_BytesToKey with one round, OpenSSL's derivation without `-pbkdf2`. */
function bytesToKey(
  digest: string,
  secret: Buffer,
  salt: Buffer,
  length: number,
): Buffer {
  let derived = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (derived.length < length) {
    block = createHash(digest)
      .update(block)
      .update(secret)
      .update(salt)
      .digest();
    derived = Buffer.concat([derived, block]);
  }
  return derived;
}

/** Makes key and IV the way `openssl enc` does. */
export async function deriveOpensslKey(
  derivation: OpensslDerivation,
  secret: Buffer,
  salt: Buffer,
): Promise<OpensslKey> {
  const { cipher, digest, iterations } = derivation;
  const sizes = CIPHERS[cipher as Cipher];
  const length = sizes.key + sizes.iv;
  const derived = iterations
    ? await pbkdf2Async(secret, salt, iterations, length, digest)
    : bytesToKey(digest, secret, salt, length);
  return {
    ...derivation,
    key: derived.subarray(0, sizes.key),
    iv: derived.subarray(sizes.key, length),
  };
}

/** Decrypts the whole blocks of a head, padding left in place. */
export function decryptHead({ cipher, key, iv }: OpensslKey, head: Buffer) {
  const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  return decipher.update(head.subarray(0, head.length - (head.length % 16)));
}
