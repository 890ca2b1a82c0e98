/** One file found in the document tree. Only names, sizes and digests are kept, never content. @public */
export interface DocumentFile {
  /** Path inside the artifact or the `--documents` folder, `/` separated. */
  path: string;
  bytes: number;
  /** ISO instant. */
  modifiedAt?: string;
  /** Hex digests by algorithm, for those the profile asks for. */
  digests: Partial<Record<'md5' | 'sha1' | 'sha256' | 'sha3-512', string>>;
}

/** Every document of an artifact, later parts of a chain winning over earlier ones. @public */
export interface DocumentIndex {
  readonly size: number;
  /** By exact path. */
  get(path: string): DocumentFile | undefined;
  /** By the end of the path, on `/` borders: `9/note-1.txt` finds `documents/9/note-1.txt`. */
  findBySuffix(suffix: string): DocumentFile | undefined;
  files(): Iterable<DocumentFile>;
}
