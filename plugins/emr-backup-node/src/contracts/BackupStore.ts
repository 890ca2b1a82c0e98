import type { Readable } from 'node:stream';
import type { Config } from '@backstage/config';
import type { Told } from '@emr-backup/plugin-emr-backup-common';

/** One file as a store lists it. @public */
export interface StoredFile {
  /** Path inside the store, `/` separated, never starting with `/`. */
  path: string;
  bytes: number;
  /** ISO instant. */
  modifiedAt: string;
  /**
   * Names the snapshot or archive this file was stored in. All files of one
   * snapshot are one backup, and `modifiedAt` is the time it was taken.
   */
  snapshot?: string;
  /**
   * What the content is known by, when the store tells it without reading the
   * file: `md5:…`, `sha256:…`. Of a file in a snapshot, what the snapshot is
   * known by.
   */
  digests?: readonly string[];
}

/** How a person fetches files out of a store. @public */
export interface FetchByHand {
  /** Where credentials come from, by the names app-config gives them. */
  detail: string;
  /** The detail for readers of other languages, by a code the pages know. */
  told?: Told[];
  /** Shell commands that leave the files in the current folder. They hold no secret. */
  commands: string[];
}

/** What some stores cannot do. @public */
export type StoreAbility =
  /** Telling when each file was changed. */
  | 'file-times'
  /** Naming a path of this machine for its files. */
  | 'local-path';

/**
 * A place where backups lie. Must pass the conformance kit
 * (`backupStoreConformance`).
 *
 * Listing streams, so that 100,000 files need bounded memory. A store that
 * cannot be reached throws a `DrillFault` with code `store-unreachable`; it
 * never answers with an empty list instead.
 * @public
 */
export interface BackupStore {
  /** The name app-config gives it. */
  readonly name: string;
  readonly type: string;
  /** What it cannot do, each with a sentence that says why or what happens instead. */
  readonly limits?: Readonly<Partial<Record<StoreAbility, string>>>;
  /** Only so many of the newest backups that match are listed; older ones lie there still. */
  readonly listsNewest?: number;
  /** Files that match the glob. A glob or link that leaves the store is refused with an InputError. */
  list(request: {
    pattern: string;
    signal?: AbortSignal;
  }): AsyncIterable<StoredFile>;
  open(path: string, options?: { signal?: AbortSignal }): Promise<Readable>;
  /** How a person gets these files, by their paths in the store, without this portal. */
  byHand?(paths: readonly string[]): FetchByHand;
  /** Absolute path when the file lies on this machine. */
  localPath?(path: string): Promise<string>;
}

/** Makes stores of one type from app-config `emrBackup.stores.<name>`. @public */
export interface BackupStoreFactory {
  /** The value of `type` in app-config. */
  readonly type: string;
  create(name: string, config: Config): BackupStore;
}
