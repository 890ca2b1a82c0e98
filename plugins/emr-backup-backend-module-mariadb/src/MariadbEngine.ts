import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  DrillFault,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import { bootScratchServer } from './boot/bootScratchServer';
import { reapServers } from './boot/reaper';
import { Binaries, type MariadbEngineOptions } from './process/Binaries';

const run = promisify(execFile);

async function installedVersion(binaries: Binaries): Promise<string> {
  const file = await binaries.require('mariadbd');
  const { stdout } = await run(file, ['--no-defaults', '--version']);
  const version = /\bVer (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (!version) {
    throw new DrillFault(
      'engine-missing',
      `The program ${file} does not tell its version as a MariaDB or MySQL server does.`,
    );
  }
  return version;
}

/** The restore engine for MariaDB and MySQL backups. @public */
export function createMariadbEngine(
  options: MariadbEngineOptions = {},
): RestoreEngine {
  const binaries = new Binaries(options);
  return {
    name: 'mariadb',
    accepts: ['mysqldump'],
    physical: [],
    directories: [],
    probe: async () => ({ version: await installedVersion(binaries) }),
    boot: bootOptions => bootScratchServer(binaries, bootOptions),
    reap: reapServers,
  };
}
