import type { Outcome, ReasonCode } from '@emr-backup/plugin-emr-backup-common';

/** Which source server a row's backup comes from. */
export type Engine = 'mariadb' | 'postgres';

/**
 * One backup of the suite, and what a right drill says of it.
 *
 * Everything is data: `make` is a shell line that runs in a room of its own
 * with the words of `words.sh`, `drill` is what a person would type after
 * `emr-drill`. In `drill`, `./x` lies in the room and `@x` among the files the
 * whole suite shares.
 */
export interface SuiteRow {
  id: string;
  engine: Engine;
  /** One phrase that says what the backup is, or what is wrong with it. */
  title: string;
  make?: string;
  drill: string;
}

/** A backup, or a circumstance, that must not pass. */
export interface FaultRow extends SuiteRow {
  outcome: Extract<Outcome, 'failed' | 'error'>;
  reason: ReasonCode;
  /** The drill's environment lacks this. */
  without?: 'mariadb server' | 'postgres server';
}

/** A good backup that must pass. */
export interface GoodRow extends SuiteRow {
  /** Formats from the outermost wrapper to the dump, as the report must name them. */
  format: string;
}
