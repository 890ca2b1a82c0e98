import {
  drillLogEntry,
  type DrillLogEntry,
} from '@emr-backup/plugin-emr-backup-common';

/**
 * A drill writes some forty lines. So many come of a backup with hundreds of
 * databases: fewer would cut its log, more is a log nobody reads to the end.
 */
const MOST_LINES = 490;

/** How an attempt ended; at most a handful, so there is always room for them. */
const ENDS = /^(?:stopped|wiped|wipe-failed|kept|verdict-.*|interrupted-.*)$/;

/** Keeps the log of one attempt below 500 lines, with its end. */
export class LogLimit {
  #lines = 0;

  /** What of this line is written. */
  admit(line: DrillLogEntry): DrillLogEntry[] {
    this.#lines += 1;
    if (this.#lines <= MOST_LINES) return [line];
    const end = ENDS.test(line.code) ? [line] : [];
    return this.#lines === MOST_LINES + 1
      ? [drillLogEntry('log-full', {}, line.phase), ...end]
      : end;
  }
}
