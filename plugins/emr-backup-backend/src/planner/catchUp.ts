/** Longer than this without a tick is an absence; shorter is a restart. */
const ABSENCE_MS = 10 * 60_000;
/** However long the planner was away, what was missed is begun within these hours. */
const LONGEST_SPREAD_MS = 6 * 3_600_000;

/** A drill that was due while nobody planned. */
export interface MissedDrill {
  jobRef: string;
  /** Of the newest proof; null when there is none. */
  provenAt: string | null;
}

/** Whether the planner was away so long that drills were missed. */
export const wasAway = (lastTick: Date, now: Date): boolean =>
  now.getTime() - lastTick.getTime() > ABSENCE_MS;

/**
 * When each missed drill is caught up, once: the oldest proof at once, the
 * others evenly over as long a time as the planner was away, six hours at most.
 */
export function catchUp(
  missed: readonly MissedDrill[],
  lastTick: Date,
  now: Date,
): { jobRef: string; notBefore: Date }[] {
  const away = now.getTime() - lastTick.getTime();
  const spread = Math.min(away, LONGEST_SPREAD_MS);
  return [...missed]
    .sort(
      (one, other) =>
        compare(one.provenAt ?? '', other.provenAt ?? '') ||
        compare(one.jobRef, other.jobRef),
    )
    .map(({ jobRef }, place) => ({
      jobRef,
      notBefore: new Date(
        now.getTime() + Math.floor((spread * place) / missed.length),
      ),
    }));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
