import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import type { ToolExit } from '../process/ToolProcess';

/** Patterns of the server's log, and the sentence each becomes. The log itself is never passed on. */
const DISK_FULL =
  /No space left on device|errno: 28\b|error: 28\b|Disk is full|Error 28\b/i;
const UNKNOWN_SETTING =
  /unknown (?:variable|option) '(?:--)?([a-z][a-z0-9_-]*)/i;
const BAD_VALUE = /Error while setting value '[^'\n]*' to '([a-z0-9_-]+)'/i;
const BAD_ENGINE = /Unknown\/unsupported storage engine: ([A-Za-z0-9_]+)/;
const NO_MEMORY =
  /Cannot allocate memory|Out of memory|mmap\(\d+ bytes\) failed|Cannot map|Cannot create a buffer pool/i;

/** Whether the server's log tells of a full disk. */
export const tellsOfFullDisk = (log: string) => DISK_FULL.test(log);

/** Why a server did not come up, from its log and its end. */
export function startFault(log: string, exit: ToolExit): DrillFault {
  const setting = UNKNOWN_SETTING.exec(log) ?? BAD_VALUE.exec(log);
  if (setting) {
    const name = setting[1].toLocaleLowerCase('en-US').replaceAll('-', '_');
    return new DrillFault(
      'engine-start',
      `The scratch server refuses the setting "${name}". Correct it in the profile.`,
    );
  }
  const engine = BAD_ENGINE.exec(log);
  if (engine) {
    return new DrillFault(
      'engine-start',
      `The scratch server does not know the storage engine ${engine[1]}.`,
    );
  }
  if (tellsOfFullDisk(log)) {
    return new DrillFault(
      'scratch-full',
      'The disk of the work dir became full while the scratch server started.',
    );
  }
  if (NO_MEMORY.test(log)) {
    return new DrillFault(
      'memory-short',
      'The scratch server did not get the memory it asked for.',
    );
  }
  return new DrillFault(
    'engine-start',
    exit.signal
      ? `The scratch server was killed by ${exit.signal} while it started.`
      : `The scratch server ended with code ${exit.code} while it started.`,
  );
}
