import type { StoredFile } from '../contracts';

/** One backup recognised in a store's list of files. @public */
export interface RecognisedArtifact {
  /** The newest file's name, or the folder's. */
  name: string;
  kind: 'file' | 'oscar-chain' | 'folder';
  /** In the order they are to be unpacked. */
  files: readonly StoredFile[];
  bytes: number;
  /** From the name; from the store's own times when no name tells. ISO instant. */
  takenAt: string;
}

export const basename = (path: string) => path.slice(path.lastIndexOf('/') + 1);
export const dirname = (path: string) =>
  path.slice(0, Math.max(path.lastIndexOf('/'), 0));

export const totalBytes = (files: readonly StoredFile[]) =>
  files.reduce((sum, file) => sum + file.bytes, 0);

export const newestChange = (files: readonly StoredFile[]) =>
  files.reduce(
    (newest, { modifiedAt }) => (modifiedAt > newest ? modifiedAt : newest),
    '',
  );
