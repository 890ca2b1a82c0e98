import { constants, promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RunnerStatus } from '@emr-backup/plugin-emr-backup-common';
import type { RestoreEngine } from '@emr-backup/plugin-emr-backup-node';
import type { RunnerIntroduction } from './runnerRow';

/** Programs that formats and stores need. */
const TOOLS = [
  '7z',
  'age',
  'borg',
  'bzip2',
  'gpg',
  'gzip',
  'lz4',
  'mbstream',
  'myloader',
  'openssl',
  'rclone',
  'restic',
  'xz',
  'zstd',
];

/** Looks what this machine can do. */
export async function introduce(
  parts: Pick<RunnerIntroduction, 'pools' | 'stores' | 'keys' | 'places'> & {
    name?: string;
    engines: readonly RestoreEngine[];
    logger: LoggerService;
  },
): Promise<RunnerIntroduction> {
  const { pools, stores, keys, places } = parts;
  return {
    host: parts.name ?? os.hostname(),
    pools,
    stores,
    keys,
    places,
    engines: await startable(parts.engines, parts.logger),
    tools: await present(TOOLS),
  };
}

/** An engine whose server is not installed here is left out: others take its drills. */
async function startable(
  engines: readonly RestoreEngine[],
  logger: LoggerService,
): Promise<RunnerStatus['engines']> {
  const found: RunnerStatus['engines'] = [];
  for (const engine of engines)
    try {
      const { version } = await engine.probe();
      found.push({ name: engine.name, version });
    } catch {
      logger.warn(
        `The engine ${engine.name} cannot be started on this machine; its drills are left to other runners.`,
      );
    }
  return found;
}

async function present(tools: readonly string[]): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found: string[] = [];
  for (const tool of tools)
    for (const folder of folders.filter(Boolean))
      if (await isExecutable(path.join(folder, tool))) {
        found.push(tool);
        break;
      }
  return found;
}

async function isExecutable(file: string): Promise<boolean> {
  return fs.access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
