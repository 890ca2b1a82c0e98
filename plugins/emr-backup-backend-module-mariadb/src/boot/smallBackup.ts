import type { BootOptions } from '@emr-backup/plugin-emr-backup-node';

/**
 * A small backup is mostly table definitions, each of which waits for the disk
 * several times. What spares those waits costs a larger one more than it saves:
 * its redo log is written round and round, its tables are loaded beside each
 * other into one file.
 */
const SMALL_BACKUP_BYTES = 8 * 1024 * 1024;

/** Whether the server is one for a small backup; never at default settings. */
export function isSmallBackup({
  expectedBytes,
  tuning,
  physical,
}: BootOptions) {
  return (
    expectedBytes !== undefined &&
    expectedBytes <= SMALL_BACKUP_BYTES &&
    tuning !== 'default' &&
    physical === undefined
  );
}

/**
 * Whether all InnoDB tables may lie in one file, which spares making one for
 * each. Some options of a table are refused there: whoever loads the dump must
 * ask again with a file for each before he believes a refusal.
 */
export const sharesOneFile = (options: BootOptions) =>
  isSmallBackup(options) && !('innodb_file_per_table' in options.settings);
