import { Transform } from 'node:stream';

const ARMOR_END = '-----END PGP MESSAGE-----';
const TAIL = 4096;

/**
 * Passes an OpenPGP message on and follows its packet lengths, because GnuPG
 * reports a cut file and an altered one in the same words.
 */
export class OpenPgpFraming extends Transform {
  #armored: boolean | null = null;
  #tail = '';
  /** Header bytes of a packet, or of one of its partial lengths, gathered so far. */
  #header: number[] = [];
  #partial = false;
  #remaining = 0;
  #endless = false;

  /** Whether what has passed so far ends where a packet ends. */
  get complete(): boolean {
    if (this.#armored) return this.#tail.includes(ARMOR_END);
    return (
      this.#endless ||
      (this.#remaining === 0 && this.#header.length === 0 && !this.#partial)
    );
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: null, chunk: Buffer) => void,
  ) {
    this.#armored ??= chunk[0] < 0x80;
    if (this.#armored) {
      this.#tail = (this.#tail + chunk.toString('latin1')).slice(-TAIL);
    } else {
      this.#follow(chunk);
    }
    done(null, chunk);
  }

  #follow(chunk: Buffer) {
    let index = 0;
    while (index < chunk.length && !this.#endless) {
      if (this.#remaining > 0) {
        const skipped = Math.min(this.#remaining, chunk.length - index);
        this.#remaining -= skipped;
        index += skipped;
      } else {
        this.#header.push(chunk[index]);
        index += 1;
        this.#readHeader();
      }
    }
  }

  #readHeader() {
    // After a partial body only a length follows; the tag is that of the packet.
    const bytes = this.#partial ? [0xc0, ...this.#header] : this.#header;
    const length =
      bytes[0] & 0x40 ? newLength(bytes.slice(1)) : oldLength(bytes);
    if (length === null) return;
    this.#header = [];
    this.#remaining = length.bytes;
    this.#partial = length.kind === 'partial';
    this.#endless = length.kind === 'endless';
  }
}

interface PacketLength {
  bytes: number;
  kind: 'whole' | 'partial' | 'endless';
}

const bigEndian = (bytes: readonly number[]) =>
  bytes.reduce((value, byte) => value * 256 + byte, 0);

/** RFC 9580, 4.2.1; null when more bytes are needed. */
function newLength(bytes: readonly number[]): PacketLength | null {
  const [first, second] = bytes;
  if (first === undefined) return null;
  if (first < 192) return { bytes: first, kind: 'whole' };
  if (first >= 224 && first < 255) {
    return { bytes: 2 ** (first & 0x1f), kind: 'partial' };
  }
  if (first < 224) {
    return second === undefined
      ? null
      : { bytes: (first - 192) * 256 + second + 192, kind: 'whole' };
  }
  return bytes.length < 5
    ? null
    : { bytes: bigEndian(bytes.slice(1, 5)), kind: 'whole' };
}

/** RFC 9580, 4.2.2; null when more bytes are needed. */
function oldLength(bytes: readonly number[]): PacketLength | null {
  const type = bytes[0] & 3;
  if (type === 3) return { bytes: 0, kind: 'endless' };
  const size = 2 ** type;
  return bytes.length < 1 + size
    ? null
    : { bytes: bigEndian(bytes.slice(1, 1 + size)), kind: 'whole' };
}
