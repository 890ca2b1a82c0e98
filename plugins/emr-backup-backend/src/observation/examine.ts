import { createHash } from 'node:crypto';
import path from 'node:path';
import type {
  BackupStore,
  RecognisedArtifact,
} from '@emr-backup/plugin-emr-backup-node';
import { RECENT, type ObservedArtifact } from './CopyFacts';
import { digestsOf } from './digests';
import { holdsNoBytes, isHollow } from './hollow';

/**
 * A file that changed less than this before it was listed may still be on its
 * way. Longer would tell later of what is wrong with the newest backup;
 * shorter would call a half-written one shrunk.
 */
const SETTLING_MS = 120_000;

/**
 * Artifacts whose tiny files are read to see whether they hold anything. A
 * store of many thousand tiny files would otherwise be read for hours at its
 * first look.
 */
const READ_FOR_HOLLOW = 100;

/** Finds out what can be known of listed artifacts, and reads nothing twice. */
export async function examine(
  store: BackupStore,
  artifacts: readonly RecognisedArtifact[],
  options: {
    /** By key: what earlier looks found. */
    known: ReadonlyMap<string, ObservedArtifact>;
    digestUpToBytes: number;
    now: Date;
    signal?: AbortSignal;
  },
): Promise<ObservedArtifact[]> {
  const { known, digestUpToBytes, now, signal } = options;
  const observed: ObservedArtifact[] = [];
  for (const [place, artifact] of artifacts.entries()) {
    const key = keyOf(artifact);
    const fingerprint = fingerprintOf(artifact, now);
    const before = known.get(key);
    const unchanged = fingerprint !== '' && before?.fingerprint === fingerprint;
    const hollow = async () => {
      if (unchanged) return before.hollow;
      return place < READ_FOR_HOLLOW
        ? isHollow(store, artifact, signal)
        : holdsNoBytes(artifact);
    };
    const digests = async () => {
      if (unchanged && before.digests.length > 0) return before.digests;
      // Only the newest are held against those of other copies.
      return fingerprint !== '' && place < RECENT
        ? digestsOf(store, artifact, { upToBytes: digestUpToBytes, signal })
        : [];
    };
    observed.push({
      key,
      name: artifact.name,
      bytes: artifact.bytes,
      files: artifact.files.length,
      takenAt: artifact.takenAt,
      hollow: await hollow(),
      shrunk: false,
      digests: await digests(),
      fingerprint,
    });
  }
  return observed;
}

/** Names repeat in the folders of a store; with the folder they are unique, and stay the same while a folder grows. */
function keyOf({ kind, name, files }: RecognisedArtifact) {
  return `${kind}:${path.posix.dirname(files[0].path)}/${name}`;
}

/** Empty while one of the files may still be written. A snapshot is whole as soon as it is there. */
function fingerprintOf({ files }: RecognisedArtifact, now: Date): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const age = Math.abs(now.getTime() - Date.parse(file.modifiedAt));
    if (file.snapshot === undefined && age < SETTLING_MS) return '';
    hash.update(`${file.path}\0${file.bytes}\0${file.modifiedAt}\0`);
  }
  return hash.digest('base64url').slice(0, 22);
}
