import type { Readable } from 'node:stream';

/** One file of an artifact, readable as often as needed. @public */
export interface ArtifactFile {
  /** Path inside the store, or as given on the command line. */
  readonly path: string;
  readonly bytes: number;
  /** ISO instant, when the store knows it. A checkout or copy may have changed it. */
  readonly modifiedAt?: string;
  /** Absolute path when the file lies on this machine. */
  readonly localPath?: string;
  open(options?: { signal?: AbortSignal }): Promise<Readable>;
}

/** One backup as found in a store: one file, a folder, or a chain. @public */
export interface Artifact {
  /** What people call it: usually the newest file's name. */
  readonly name: string;
  readonly files: readonly ArtifactFile[];
  /** ISO instant the backup was taken, when name or store tell. */
  readonly takenAt?: string;
}
