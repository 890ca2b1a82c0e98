/** Who may run a drill: runners of the pool that have the engine. */
export interface DrillRoute {
  pool: string;
  /** Null when only the files will tell; then any runner of the pool may take it. */
  engine: string | null;
}

/** One drill to run. */
export interface QueuedDrill extends DrillRoute {
  drillId: string;
  jobRef: string;
}

/** Gives the work a place when there is one free. Answers whether the work was begun. */
export interface PlaceGate {
  use(work: () => Promise<void>): Promise<boolean>;
}

/** How a process takes drills. */
export interface TakingOptions {
  routes: readonly DrillRoute[];
  /** Drills taken at the same time. */
  concurrency: number;
  /** Nothing is taken from the queue before there is a place for it: what waits here another host could run. */
  places: PlaceGate;
  /** Whether any drill is queued at all; when none is, the queue is not asked. Absent: it always is. */
  anyQueued?: () => Promise<boolean>;
  run: (drill: QueuedDrill) => Promise<void>;
}

/**
 * Hands drills to runners, one at a time for each backup job.
 *
 * The queue is only the dispatcher. What is to be done stands in `emr_drills`,
 * so sending what was sent already is harmless and a lost queue is rebuilt.
 */
export interface DrillQueue {
  /** Adds the drill unless one of the same job is waiting or running. */
  send(drill: QueuedDrill): Promise<void>;
  /** Forgets what waits or runs for the job. */
  forget(jobRef: string): Promise<void>;
  /** Runs the drills of some routes in this process. */
  work(options: TakingOptions): Promise<void>;
  /** Takes no more drills. */
  rest(): void;
  /** Takes no more drills and waits for the running ones. */
  stop(): Promise<void>;
}
