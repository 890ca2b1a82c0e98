import type { ObservedArtifact } from './CopyFacts';

/** Fewer backups than this tell nothing of what is usual. */
const MINIMUM = 3;

/** When a backup is much smaller than the ones before it. */
export interface ShrunkRule {
  /** Share of the median, such as 0.5. */
  below: number;
  /** How many backups before it the median is taken of. */
  of: number;
}

/** What is taken into account of a backup. */
export type Sized = Pick<ObservedArtifact, 'bytes' | 'hollow' | 'takenAt'>;

/**
 * Marks the artifacts that are smaller than a share of the median of the ones
 * taken before them, those that are gone by now included. Hollow ones count for
 * nothing; shrunk ones do, so that after a real reduction, such as an archive
 * that was moved away, the new size becomes the usual one.
 */
export function markShrunk(
  artifacts: readonly ObservedArtifact[],
  history: {
    /** By key: what earlier looks decided stays, as long as the artifact does. */
    known: ReadonlyMap<string, ObservedArtifact>;
    gone: readonly Sized[];
  },
  rule: ShrunkRule,
): ObservedArtifact[] {
  const { known, gone } = history;
  const good = [...artifacts, ...gone]
    .filter(artifact => !artifact.hollow)
    .sort(byTime);
  const shrunk = new Set<Sized>();
  for (const [index, artifact] of good.entries()) {
    const before = good.slice(Math.max(0, index - rule.of), index);
    if (before.length < MINIMUM) continue;
    if (artifact.bytes < rule.below * median(before)) shrunk.add(artifact);
  }
  return artifacts.map(artifact => {
    // What may still be written is not small yet, it is early.
    if (artifact.fingerprint === '') return artifact;
    const before = known.get(artifact.key);
    return before?.fingerprint === artifact.fingerprint
      ? { ...artifact, shrunk: before.shrunk }
      : { ...artifact, shrunk: shrunk.has(artifact) };
  });
}

function byTime(one: Sized, other: Sized) {
  return one.takenAt < other.takenAt ? -1 : Number(one.takenAt > other.takenAt);
}

function median(artifacts: readonly Sized[]): number {
  const sizes = artifacts.map(({ bytes }) => bytes).sort((a, b) => a - b);
  const middle = Math.floor(sizes.length / 2);
  return sizes.length % 2
    ? sizes[middle]
    : (sizes[middle - 1] + sizes[middle]) / 2;
}
