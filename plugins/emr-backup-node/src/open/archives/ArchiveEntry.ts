/** One regular file inside an archive. Its content must be read or drained before the next entry. */
export interface ArchiveEntry {
  name: string;
  /** Null when the archive does not say before the content. */
  bytes: number | null;
  modifiedAt?: string;
  content: AsyncIterable<Buffer>;
}
