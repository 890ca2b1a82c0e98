import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import type { Binaries } from './Binaries';

const run = promisify(execFile);

/** The version of the installed server. */
export async function installedVersion(binaries: Binaries): Promise<string> {
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
