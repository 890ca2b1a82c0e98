import type { BackupStore } from '../contracts';

/** A file the conformance kit wants in a store. @public */
export interface ConformanceFile {
  path: string;
  content: Buffer;
  modifiedAt: Date;
}

/** A kind of store as its own tests set it up for the conformance kit. @public */
export interface StoreUnderTest {
  store: BackupStore;
  /** A store of the same kind whose place cannot be reached. */
  unreachable: BackupStore;
  /**
   * Lays files into the store, apart from those of other calls, and tells the
   * folder of the store below which they are listed.
   */
  put(files: Iterable<ConformanceFile>): Promise<string>;
}
