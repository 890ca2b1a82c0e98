import type { SeenBackup } from '@emr-backup/plugin-emr-backup-common';
import type { CopyKey, ObservedArtifact } from './CopyFacts';

/** A row of `emr_artifacts`. */
export interface ArtifactRow {
  job_ref: string;
  store: string;
  path: string;
  key: string;
  name: string;
  bytes: number | string;
  files: number;
  taken_at: string;
  hollow: boolean | number;
  shrunk: boolean | number;
  digests: string;
  fingerprint: string;
  first_seen_at: string;
  /** When it was last seen to be new or changed; while it stays as it is, only its copy is written. */
  last_seen_at: string;
  gone_at: string | null;
}

/** The columns by which a copy is found. */
export const copyColumns = ({ jobRef, store, path }: CopyKey) => ({
  job_ref: jobRef,
  store,
  path,
});

/** The columns that say what an artifact is. */
export const artifactColumns = (artifact: ObservedArtifact) => ({
  key: artifact.key,
  name: artifact.name,
  bytes: artifact.bytes,
  files: artifact.files,
  taken_at: artifact.takenAt,
  hollow: artifact.hollow,
  shrunk: artifact.shrunk,
  digests: artifact.digests.join(' '),
  fingerprint: artifact.fingerprint,
});

/** The artifact of a row. */
export const artifactOfRow = (row: ArtifactRow): ObservedArtifact => ({
  key: row.key,
  name: row.name,
  bytes: Number(row.bytes),
  files: row.files,
  takenAt: row.taken_at,
  hollow: Boolean(row.hollow),
  shrunk: Boolean(row.shrunk),
  digests: row.digests.split(' ').filter(Boolean),
  fingerprint: row.fingerprint,
});

/** The entry of the history a row stands for. */
export const seenBackupOfRow = (row: ArtifactRow): SeenBackup => ({
  store: row.store,
  path: row.path,
  name: row.name,
  bytes: Number(row.bytes),
  files: row.files,
  takenAt: row.taken_at,
  firstSeenAt: row.first_seen_at,
  goneAt: row.gone_at,
  hollow: Boolean(row.hollow),
  shrunk: Boolean(row.shrunk),
  digest: row.digests.split(' ')[0] || null,
});
