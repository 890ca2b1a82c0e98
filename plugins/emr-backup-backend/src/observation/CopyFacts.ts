/** Names one copy of one job. */
export interface CopyKey {
  jobRef: string;
  store: string;
  path: string;
}

/** An artifact as it was seen in a copy. */
export interface ObservedArtifact {
  /** Unique in its copy. */
  key: string;
  name: string;
  bytes: number;
  files: number;
  takenAt: string;
  hollow: boolean;
  /** Much smaller than the ones before it. */
  shrunk: boolean;
  /** What its content is known by, each with its algorithm: `sha256:…`, `md5:…`. Empty when nobody told cheaply. */
  digests: readonly string[];
  /** Of the paths, sizes and times of its files; empty while they may still be written. */
  fingerprint: string;
}

/** What is known of one copy. */
export interface CopyFacts extends CopyKey {
  firstObservedAt: string | null;
  /** The last look, successful or not. */
  observedAt: string;
  /** Why the last look failed. */
  problem: string | null;
  problemCode: string | null;
  /** The first of the looks that have failed since the last good one. */
  problemSince: string | null;
  artifacts: number;
  /** When the last of its artifacts left; null while there is one, or never was. */
  emptiedAt: string | null;
  /** The newest few, newest first. */
  recent: readonly ObservedArtifact[];
  newest: ObservedArtifact | null;
  /** The newest that holds something. */
  newestGood: ObservedArtifact | null;
}

/** How many of its newest artifacts a copy keeps at hand, to be held against those of another. */
export const RECENT = 5;
