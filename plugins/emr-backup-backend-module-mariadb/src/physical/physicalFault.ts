import { BackupFault, DrillFault } from '@emr-backup/plugin-emr-backup-node';

/** Lines of the server's or mariabackup's log that mean a damaged copy. The log itself is never passed on. */
const CORRUPT =
  /corrupt|checksum mismatch|Cannot open (?:datafile|tablespace)|is missing|Missing (?:FILE_CHECKPOINT|MLOG)|Tablespace is not found|Cannot read first page|size is too small|is of a different size|No valid checkpoint|failed to read|read past|Can't find .*ibdata|log sequence number .* is in the future|Unable to lock|wrong magic|not a valid|Got error .* when trying to use aria control file|Aria engine: .*(?:fail|error)|aria_chk|Plugin 'InnoDB' (?:init function|registration)/i;

const OTHER_VERSION =
  /Upgrade after a crash is not supported|Unsupported redo log format|redo log was created (?:before|with|by)|Downgrade|Invalid flags 0x|MySQL-8\.0|unsupported by this version/i;

/** Whether a log tells that the copy itself is damaged. */
export const tellsOfDamage = (log: string) => CORRUPT.test(log);

/** What a failed prepare or start of a physical backup means; undefined when the log does not tell. */
export function physicalFault(
  log: string,
  name: string,
): BackupFault | DrillFault | undefined {
  if (OTHER_VERSION.test(log)) {
    return new DrillFault(
      'engine-version',
      `The physical backup ${name} was made by a server version whose files this one does not read.`,
    );
  }
  if (tellsOfDamage(log)) {
    return new BackupFault(
      'table-corrupt',
      `The physical backup ${name} is damaged: the server cannot recover from its files.`,
    );
  }
  return undefined;
}
