/** A drill that waits for its turn. Times in milliseconds since 1970. */
export interface WaitingDrill {
  jobRef: string;
  clinic: string | null;
  vendor: string | null;
  store: string | null;
  pool: string;
  engine: string | null;
  /** When its rhythm asks for it. */
  dueAt: number;
  /** Of the newest proof; 0 when there is none. */
  provenAt: number;
  expectedSeconds: number;
}

/**
 * A drill stands behind those that become due while it could run four times.
 * Less would let a night's drill go before twenty of a minute each; more would
 * make the large ones late for nothing.
 */
const PATIENCE = 4;
/** Half of the day a proof has to be renewed in: however long a drill takes, waiting does not make it late. */
const LONGEST_PATIENCE_MS = 12 * 3_600_000;

/** The later, the further back: due time and length alike, so that the order stays as time goes on. */
export const turnOf = ({ dueAt, expectedSeconds }: WaitingDrill): number =>
  dueAt + Math.min(expectedSeconds * 1000 * PATIENCE, LONGEST_PATIENCE_MS);

/** Whose turn is first; of two alike the one with the oldest proof. */
export const byTurn = (one: WaitingDrill, other: WaitingDrill): number =>
  turnOf(one) - turnOf(other) ||
  one.provenAt - other.provenAt ||
  (one.jobRef < other.jobRef ? -1 : 1);

/** From here on a drill is long: others would wait for hours if such drills took all places. */
const LONG_SECONDS = 3600;

export const isLong = ({ expectedSeconds }: { expectedSeconds: number }) =>
  expectedSeconds >= LONG_SECONDS;
