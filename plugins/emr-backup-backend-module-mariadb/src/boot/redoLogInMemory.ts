import { copyFile, chown, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootOptions } from '@emr-backup/plugin-emr-backup-node';
import type { RunAccount } from '../process/RunAccount';
import { createOutside, type ScratchLayout } from './ScratchLayout';
import { isSmallBackup } from './smallBackup';

/** Where Linux keeps files in memory. */
export const MEMORY_FOLDER = '/dev/shm';
const TMPFS = 0x01021994;

/** What a small backup writes, some of it; more would be taken from what other drills need. */
const LOG_BYTES = 48 * 1024 * 1024;

/**
 * Puts the redo log of a server for a small backup into memory, where waiting
 * for the disk takes no time. Answers with the server's arguments for it: none
 * when the backup is large or of unknown size, or there is no such memory.
 */
export async function redoLogInMemory(
  layout: ScratchLayout,
  account: RunAccount,
  options: BootOptions,
): Promise<string[]> {
  if (!isSmallBackup(options)) return [];
  if ('innodb_log_group_home_dir' in options.settings) return [];
  try {
    const { type, bavail, bsize } = await statfs(MEMORY_FOLDER);
    if (type !== TMPFS || bavail * bsize < 2 * LOG_BYTES) return [];
    const folder = await createOutside(layout, MEMORY_FOLDER, account);
    const logs = (await readdir(layout.dataDir)).filter(name =>
      name.startsWith('ib_logfile'),
    );
    for (const name of logs) {
      await copyFile(join(layout.dataDir, name), join(folder, name));
      if (account.switched) {
        await chown(join(folder, name), account.uid, account.gid);
      }
    }
    for (const name of logs) await rm(join(layout.dataDir, name));
    return [
      `--innodb-log-group-home-dir=${folder}`,
      `--innodb-log-file-size=${LOG_BYTES}`,
    ];
  } catch {
    // The log on disk is as good, and slower.
    return [];
  }
}
