import type { Readable } from 'node:stream';
import type { FetchByHand } from '../contracts';

/** One snapshot or archive of a repository. @public */
export interface RepositorySnapshot {
  /** By what the repository's program knows it. */
  id: string;
  /** The folder of the store in which its files are listed. */
  folder: string;
  /** ISO instant. */
  takenAt: string;
  /** What its content is known by, when the repository tells. */
  digests?: readonly string[];
}

/** A file as it lies in a snapshot. @public */
export interface SnapshotFile {
  /** `/` separated, never starting with `/`. */
  path: string;
  bytes: number;
}

/**
 * A repository of snapshots, as a program reads it. Every method throws a
 * `DrillFault` when it cannot tell: `store-unreachable`, `key-unavailable`,
 * `artifact-missing` for a snapshot that is not there, or `artifact-unreadable`.
 * @public
 */
export interface SnapshotRepository {
  /** How many levels the folder of a snapshot has. */
  readonly folderDepth: number;
  snapshots(signal?: AbortSignal): Promise<RepositorySnapshot[]>;
  /** The id of the snapshot a folder stands for; undefined when no snapshot is listed so. */
  idOf(folder: string): string | undefined;
  files(id: string, signal?: AbortSignal): AsyncIterable<SnapshotFile>;
  open(id: string, file: SnapshotFile, signal?: AbortSignal): Promise<Readable>;
  /** How a person gets files out; an empty path is the whole snapshot. */
  byHand(files: readonly { id: string; path: string }[]): FetchByHand;
  /** The whole snapshot as a tar archive. */
  openTar(id: string, signal?: AbortSignal): Promise<Readable>;
}
