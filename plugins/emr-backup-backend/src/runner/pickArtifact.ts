import { createHash } from 'node:crypto';
import type { DrillPolicy } from '@emr-backup/plugin-emr-backup-common';
import { durationSeconds } from '../time';

/** How far back a random backup may have been taken, when the job does not say. */
const DEFAULT_WITHIN_SECONDS = 30 * 86_400;

/**
 * The backup a drill restores: the newest, or by the job's policy any of those
 * taken lately. Which one hangs on the drill alone, so that a drill that is
 * begun anew restores the same.
 */
export function pickArtifact<T extends { takenAt: string }>(
  newestFirst: readonly T[],
  policy: Pick<DrillPolicy, 'pick' | 'within'> | undefined,
  drill: { id: string; now: Date },
): T | undefined {
  if (policy?.pick !== 'random') return newestFirst[0];
  const within = durationSeconds(policy.within) ?? DEFAULT_WITHIN_SECONDS;
  const since = drill.now.getTime() - within * 1000;
  const lately = newestFirst.filter(
    ({ takenAt }) => Date.parse(takenAt) >= since,
  );
  if (lately.length === 0) return newestFirst[0];
  const chance = createHash('sha256').update(drill.id).digest().readUInt32BE();
  return lately[chance % lately.length];
}
