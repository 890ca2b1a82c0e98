import type { RestoreEngine } from '@emr-backup/plugin-emr-backup-node';
import { bootScratchServer } from './boot/bootScratchServer';
import { reapServers } from './boot/reaper';
import { Binaries, type MariadbEngineOptions } from './process/Binaries';
import { installedVersion } from './process/installedVersion';

/** The restore engine for MariaDB and MySQL backups. @public */
export function createMariadbEngine(
  options: MariadbEngineOptions = {},
): RestoreEngine {
  const binaries = new Binaries(options);
  return {
    name: 'mariadb',
    accepts: [
      'mysqldump',
      'mydumper',
      'mariabackup',
      'xbstream',
      'mariadb-datadir',
    ],
    physical: ['mariabackup', 'xbstream', 'mariadb-datadir'],
    directories: ['mydumper'],
    probe: async () => ({ version: await installedVersion(binaries) }),
    boot: bootOptions => bootScratchServer(binaries, bootOptions),
    reap: reapServers,
  };
}
