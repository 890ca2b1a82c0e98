import type { PlannedDrill } from '@emr-backup/plugin-emr-backup-common';

/** What a drill took. */
export interface MeasuredDrill {
  seconds: number;
  bytes: number;
}

/** How long a drill will take, and how we know. */
export interface Estimate {
  seconds: number;
  basis: PlannedDrill['basis'];
}

/** A scratch server starts and is wiped whatever it holds. */
const ASSUMED_BASE_SECONDS = 60;
/** Compressed and encrypted text into a database with all its indexes, on a small machine. */
const ASSUMED_BYTES_PER_SECOND = 1_000_000;
/** When not even the size is known. */
const ASSUMED_SECONDS = 600;
/** Drills of the same product whose size is nearest. */
const NEIGHBORS = 5;
/** A drill of a backup eight times as large tells little about this one. */
const SCALE_MOST = 4;

/**
 * How long the next drill of a job will take: as its own newest ones did, else
 * as those of the same product with a backup of about this size, else by a
 * rule of thumb.
 */
export function estimateDrill(
  bytes: number | null,
  known: { own: readonly MeasuredDrill[]; similar: readonly MeasuredDrill[] },
): Estimate {
  const own = known.own.map(drill => scaled(drill, bytes));
  if (own.length > 0) return { seconds: median(own), basis: 'measured' };
  const distance = (drill: MeasuredDrill) =>
    bytes === null ? 0 : Math.abs(Math.log((drill.bytes + 1) / (bytes + 1)));
  const near = known.similar
    .filter(drill => distance(drill) <= Math.log(SCALE_MOST * 2))
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, NEIGHBORS)
    .map(drill => scaled(drill, bytes));
  if (near.length > 0) return { seconds: median(near), basis: 'similar' };
  const seconds =
    bytes === null
      ? ASSUMED_SECONDS
      : ASSUMED_BASE_SECONDS + bytes / ASSUMED_BYTES_PER_SECOND;
  return { seconds: Math.round(seconds), basis: 'assumed' };
}

/** A backup that grew takes longer. */
function scaled({ seconds, bytes: then }: MeasuredDrill, now: number | null) {
  if (now === null || then <= 0) return seconds;
  const scale = Math.min(Math.max(now / then, 1 / SCALE_MOST), SCALE_MOST);
  return seconds * scale;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return Math.max(1, Math.round(middle));
}
