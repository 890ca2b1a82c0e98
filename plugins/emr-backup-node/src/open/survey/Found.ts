import type { DocumentFile, LeafKind } from '../../contracts';

/** What looking through one file showed. Wrappers go from the outside to the inside. */
export type Content =
  | { type: 'file' }
  | { type: 'empty'; wrappers: string[] }
  | {
      type: 'dump';
      kind: LeafKind;
      /** Written by a dump program, or merely SQL that could be one. */
      certain: boolean;
      wrappers: string[];
    }
  | { type: 'archive'; wrappers: string[]; entries: Found[] }
  /** It should open and does not. Whether that matters depends on where it lies. */
  | { type: 'fault'; fault: Error };

/** One file of an artifact: a part, or an entry of an archive. */
export interface Found {
  part: number;
  names: readonly string[];
  /** Inside the archive, or of the part. */
  path: string;
  /** Wrappers and archives around the file. */
  outer: readonly string[];
  /** Of the file as it lies. */
  bytes: number | null;
  modifiedAt?: string;
  /** Of the file as it lies. */
  digests: DocumentFile['digests'];
  content: Content;
}
