import type { Artifact, DocumentFile, LeafKind } from '../contracts';
import type { KeySource } from '../drill';

/** Digest algorithms the document checks know. @public */
export type DigestAlgorithm = keyof DocumentFile['digests'];

/** How to open an artifact. @public */
export interface OpenOptions {
  key?: KeySource;
  signal: AbortSignal;
  /** Digests to compute for leaves of kind `file`. Default: none. */
  digests?: readonly DigestAlgorithm[];
  /** A directory of this drill for tools that need a home (gpg); never for plaintext. */
  workDir: string;
  onProgress?: (progress: { bytes: number; totalBytes?: number }) => void;
}

/** One file at the bottom of all wrappers and archives. @public */
export interface Leaf {
  /** Index into `artifact.files`. */
  part: number;
  /** Names from the archive outside to the file inside; empty for a part without archives. */
  names: readonly string[];
  /** For people: the part's path and the names, joined by `!/`. */
  path: string;
  /** From the outermost wrapper to the content, e.g. `openssl-enc, tar, gzip, mysqldump`. */
  formats: readonly string[];
  kind: LeafKind;
  /** Null when it was only looked at and not read to its end. */
  bytes: number | null;
  modifiedAt?: string;
  digests: DocumentFile['digests'];
  /** How many files of the same name lie before it in its archive; absent for none. Unpacking keeps the last. */
  occurrence?: number;
}

/** Several leaves that are one backup together. @public */
export interface Tree {
  kind: Extract<
    LeafKind,
    | 'mydumper'
    | 'mariadb-datadir'
    | 'mariabackup'
    | 'pg-directory'
    | 'pg-basebackup'
  >;
  /** The part of its first leaf; a folder artifact's tree has each file as a part of its own. */
  part: number;
  /** Folder inside the archive (or of the parts' paths) that is the tree's root; empty for the top. */
  root: string;
  leaves: readonly Leaf[];
}

/** What lies in an artifact, found without restoring it. @public */
export interface Survey {
  leaves: readonly Leaf[];
  trees: readonly Tree[];
  /** How each wrapped part was opened, for people: `aes-256-cbc, sha256 digest, inner gzip confirmed`. */
  notes: readonly string[];
  /** What a person would type to open them, in the order they were found; keys are files that person has. */
  commands: readonly string[];
}

/** Looks through an artifact; see `surveyArtifact`. @public */
export type SurveyArtifact = (
  artifact: Artifact,
  options: OpenOptions,
) => Promise<Survey>;
