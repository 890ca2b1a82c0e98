import { Duplex } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { GzipHeader } from './GzipHeader';

/** Large pieces: every one of them goes through all that reads the content. */
const FIRST_PIECE_BYTES = 512 * 1024;
/** A gzip of many small members must not ask for so much memory for each. */
const LATER_PIECE_BYTES = 64 * 1024;
const TRAILER_BYTES = 8;

/** What is wrong with a gzip, or worth telling. */
export interface GzipJudge {
  /** It ends before it is complete. */
  truncated(): Error;
  /** It does not match its own checksum or format. */
  damaged(): Error;
  /** It is whole, and other bytes follow. */
  trailing(): void;
}

/** Where in the file we are; behind the last member come zeros as padding, or bytes of somebody else. */
type Place = 'header' | 'content' | 'trailer' | 'between' | 'behind';

/**
 * Unpacks a gzip, which may have several members, as the program does: zeros
 * behind it are padding, other bytes are told of and not read, and the end
 * comes only when all of the input was read and found right.
 *
 * The library's own reader of gzip is not used: it loses content that stands
 * before foreign bytes, and does not read its input to the end.
 */
export class Gunzip extends Duplex {
  readonly #judge: GzipJudge;
  #place: Place = 'header';
  #header = new GzipHeader();
  #engine: InflateRaw;
  /** Ends the wait for the engine. */
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #crc = 0;
  #size = 0;
  /** Bytes of a trailer, or of what follows a member. */
  #kept: Buffer = Buffer.alloc(0);
  #told = false;

  constructor(judge: GzipJudge) {
    super();
    this.#judge = judge;
    this.#engine = this.#start(FIRST_PIECE_BYTES);
  }

  override _write(chunk: Buffer, _encoding: string, done: Done) {
    this.#read(chunk).then(() => done(), done);
  }

  override _final(done: Done) {
    const { length } = this.#kept;
    if (this.#place === 'between' && length > 0) this.#tell();
    else if (this.#place !== 'between' && this.#place !== 'behind') {
      done(this.#judge.truncated());
      return;
    }
    this.push(null);
    done();
  }

  override _read() {
    this.#engine.resume();
  }

  override _destroy(error: Error | null, done: Done) {
    this.#engine.destroy();
    done(error);
  }

  async #read(chunk: Buffer) {
    let rest = chunk;
    while (rest.length > 0) {
      switch (this.#place) {
        case 'header':
          rest = this.#readHeader(rest);
          break;
        case 'content':
          rest = await this.#inflate(rest);
          break;
        case 'trailer':
          rest = this.#readTrailer(rest);
          break;
        case 'between':
          rest = this.#readBetween(rest);
          break;
        default:
          if (rest.some(byte => byte !== 0)) this.#tell();
          return;
      }
    }
  }

  #readHeader(chunk: Buffer): Buffer {
    const used = this.#header.push(chunk);
    if (this.#header.state === 'damaged') throw this.#judge.damaged();
    if (this.#header.state === 'done') this.#place = 'content';
    return chunk.subarray(used);
  }

  /** What of the chunk stands behind the content. */
  async #inflate(chunk: Buffer): Promise<Buffer> {
    const engine = this.#engine;
    const before = engine.bytesWritten;
    const used = () => engine.bytesWritten - before;
    await new Promise<void>((resolve, reject) => {
      this.#settle = { resolve, reject };
      engine.write(chunk, error => {
        // What it left stands behind the content: the end is still to come.
        if (!error && used() === chunk.length) resolve();
      });
    });
    this.#settle = undefined;
    if (!engine.readableEnded) return chunk.subarray(chunk.length);
    this.#place = 'trailer';
    return chunk.subarray(used());
  }

  #readTrailer(chunk: Buffer): Buffer {
    const rest = this.#keep(chunk, TRAILER_BYTES);
    if (this.#kept.length < TRAILER_BYTES) return rest;
    const right =
      this.#kept.readUInt32LE(0) === this.#crc &&
      this.#kept.readUInt32LE(4) === this.#size % 2 ** 32;
    if (!right) throw this.#judge.damaged();
    this.#kept = Buffer.alloc(0);
    this.#place = 'between';
    return rest;
  }

  /** A member is told by its first two bytes. */
  #readBetween(chunk: Buffer): Buffer {
    const rest = this.#keep(chunk, 2);
    const [first, second] = this.#kept;
    if (this.#kept.length < 2 && first !== 0) return rest;
    if (first === 0x1f && second === 0x8b) {
      this.#engine = this.#start(LATER_PIECE_BYTES);
      this.#header = new GzipHeader();
      this.#header.push(this.#kept);
      this.#place = 'header';
    } else {
      if (this.#kept.some(byte => byte !== 0)) this.#tell();
      this.#place = 'behind';
    }
    this.#kept = Buffer.alloc(0);
    return rest;
  }

  /** Keeps bytes until they are so many; what is left of the chunk. */
  #keep(chunk: Buffer, wanted: number): Buffer {
    const missing = wanted - this.#kept.length;
    this.#kept = Buffer.concat([this.#kept, chunk.subarray(0, missing)]);
    return chunk.subarray(missing);
  }

  #start(chunkSize: number): InflateRaw {
    this.#crc = 0;
    this.#size = 0;
    const engine = createInflateRaw({ chunkSize });
    engine.on('data', (piece: Buffer) => {
      this.#crc = crc32(piece, this.#crc);
      this.#size += piece.length;
      if (!this.push(piece)) engine.pause();
    });
    engine.on('end', () => this.#settle?.resolve());
    // Destroyed with us: nobody waits any more.
    engine.on('close', () => this.#settle?.resolve());
    engine.on('error', (error: NodeJS.ErrnoException) => {
      const damaged = error.code === 'Z_DATA_ERROR';
      this.#settle?.reject(damaged ? this.#judge.damaged() : error);
    });
    return engine;
  }

  #tell() {
    if (!this.#told) this.#judge.trailing();
    this.#told = true;
  }
}

type Done = (error?: Error | null) => void;
