/** One drill to run. */
export interface QueuedDrill {
  drillId: string;
  jobRef: string;
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
  /** Runs up to `concurrency` drills at the same time in this process. */
  work(
    concurrency: number,
    run: (drill: QueuedDrill) => Promise<void>,
  ): Promise<void>;
  /** Takes no more drills and waits for the running ones. */
  stop(): Promise<void>;
}
