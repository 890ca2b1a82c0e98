import { createHash } from 'node:crypto';
import type { DocumentFile } from '../../contracts';
import type { DigestAlgorithm } from '../types';

/** Several digests of the same bytes. */
export class FileDigests {
  readonly #hashes;

  constructor(algorithms: readonly DigestAlgorithm[] = []) {
    this.#hashes = algorithms.map(
      algorithm => [algorithm, createHash(algorithm)] as const,
    );
  }

  update(chunk: Buffer) {
    for (const [, hash] of this.#hashes) hash.update(chunk);
  }

  finish(): DocumentFile['digests'] {
    return Object.fromEntries(
      this.#hashes.map(([algorithm, hash]) => [algorithm, hash.digest('hex')]),
    );
  }
}
