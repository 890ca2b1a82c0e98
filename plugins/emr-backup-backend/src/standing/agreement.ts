import type { CopyStatus } from '@emr-backup/plugin-emr-backup-common';
import type { CopyFacts, ObservedArtifact } from '../observation';

/** Equal ones prove equal content, different ones nothing: they depend on the repository or on file times too. */
const IDENTITIES = ['restic-tree', 'borg-archive'];

/**
 * The newest backup of a copy held against the drilled copy. `same` needs a
 * digest both stores tell; a name and a size alone stay `unknown`. `differs`
 * is one name with another digest or size; `behind`, that the drilled copy has
 * a newer backup than this one.
 */
export function agreementOf(
  copy: CopyFacts | undefined,
  drilled: CopyFacts | undefined,
): NonNullable<CopyStatus['agreement']> {
  const newest = copy?.newest;
  const other = drilled?.newest;
  if (!newest || !other) return 'unknown';
  if (isSame(newest, other)) return 'same';
  const pairs = [
    [newest, drilled.recent.find(known => known.name === newest.name)],
    [copy.recent.find(known => known.name === other.name), other],
  ];
  if (pairs.some(([one, another]) => one && another && differ(one, another)))
    return 'differs';
  if (newest.name === other.name) return 'unknown';
  if (newest.takenAt < other.takenAt) return 'behind';
  // The drilled copy is the one that waits for its backup: what it has is compared.
  const match = copy.recent.find(known => isSame(known, other));
  return match ? 'same' : 'unknown';
}

function isSame(one: ObservedArtifact, other: ObservedArtifact) {
  return one.digests.some(digest => other.digests.includes(digest));
}

/** Whether two backups of one name cannot be the same. One that may still be on its way is not judged. */
function differ(one: ObservedArtifact, other: ObservedArtifact): boolean {
  if (isSame(one, other) || !one.fingerprint || !other.fingerprint)
    return false;
  if (one.bytes !== other.bytes) return true;
  return one.digests.some(digest => {
    const algorithm = algorithmOf(digest);
    return (
      !IDENTITIES.includes(algorithm) &&
      other.digests.some(known => algorithmOf(known) === algorithm)
    );
  });
}

function algorithmOf(digest: string) {
  return digest.slice(0, digest.indexOf(':'));
}
