import { createHmac } from 'node:crypto';
import { withoutMojibake } from './textDamage';

/** Digests kept per identifier: enough for the staff of a hospital, small enough for a report. */
const KEPT = 256;
/** Hex characters per digest: 48 bits tell a few hundred values apart. */
const LENGTH = 12;

/**
 * The clinic's identifiers of one column as salted digests: the lowest ones,
 * sorted, joined by spaces. The same identifiers give the same sketch whatever
 * their order, and a sketch shows nothing without the salt. Who has the salt
 * can test guesses, so it is kept like a key.
 */
export function identitySketch(
  values: Iterable<readonly (string | null)[]>,
  salt: string,
): string {
  const digests = new Set<string>();
  for (const parts of values)
    digests.add(
      createHmac('sha256', salt)
        .update(JSON.stringify(parts.map(normalise)))
        .digest('hex')
        .slice(0, LENGTH),
    );
  return [...digests].sort().slice(0, KEPT).join(' ');
}

/** Misread letters are another check's finding: whose people these are can still be told. */
function normalise(part: string | null): string {
  return withoutMojibake(part ?? '')
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** How many of the pinned digests one could find again, and how many one did. */
export function remaining(
  pinned: string,
  now: string,
): { of: number; there: number } {
  const before = digestsOf(pinned);
  const after = new Set(digestsOf(now));
  // A full sketch says nothing about digests beyond its last.
  const reach =
    after.size >= KEPT ? [...after].reduce((a, b) => (a > b ? a : b)) : null;
  const comparable = before.filter(digest => reach === null || digest <= reach);
  return {
    of: comparable.length,
    there: comparable.filter(digest => after.has(digest)).length,
  };
}

function digestsOf(sketch: string): string[] {
  return sketch.split(' ').filter(Boolean);
}

/** Digests in a sketch. */
export function sketchSize(sketch: string): number {
  return digestsOf(sketch).length;
}
