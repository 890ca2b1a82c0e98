import { chmod } from 'node:fs/promises';
import {
  DrillFault,
  type BootOptions,
} from '@emr-backup/plugin-emr-backup-node';
import { MariadbScratchServer } from '../MariadbScratchServer';
import type { Binaries } from '../process/Binaries';
import { findRunAccount } from '../process/RunAccount';
import { ScratchConnection } from '../query/ScratchConnections';
import { bootstrapDataDir } from './bootstrap';
import { Logins } from './Logins';
import {
  createScratchLayout,
  removeShortDir,
  type ScratchLayout,
} from './ScratchLayout';
import { freeBytes, ScratchProcess } from './ScratchProcess';
import { settingArguments, validateSettings } from './Settings';

/** An empty server with its redo log, system tables and temporary tablespace. */
const EMPTY_SERVER_BYTES = 160 * 1024 * 1024;

/** Settings that say under which rules the copy was restored. */
const REPORTED = [
  'character_set_server',
  'collation_server',
  'default_storage_engine',
  'innodb_buffer_pool_size',
  'innodb_strict_mode',
  'lower_case_table_names',
  'max_allowed_packet',
  'sql_mode',
  'time_zone',
];

function serverArguments(
  layout: ScratchLayout,
  settings: Record<string, string>,
) {
  return [
    '--no-defaults',
    `--datadir=${layout.dataDir}`,
    `--socket=${layout.socket}`,
    `--pid-file=${layout.pidFile}`,
    `--tmpdir=${layout.tempDir}`,
    // An empty folder: no file can be read or written by SQL, no plugin be loaded.
    `--secure-file-priv=${layout.emptyDir}`,
    `--plugin-dir=${layout.emptyDir}`,
    '--skip-networking',
    '--skip-name-resolve',
    '--skip-symbolic-links',
    '--skip-log-bin',
    '--skip-slave-start',
    '--event-scheduler=DISABLED',
    '--local-infile=0',
    '--innodb-buffer-pool-load-at-startup=0',
    '--innodb-buffer-pool-dump-at-shutdown=0',
    ...settingArguments(settings),
  ];
}

async function requireRoom(layout: ScratchLayout) {
  const free = await freeBytes(layout.root);
  if (free < EMPTY_SERVER_BYTES) {
    throw new DrillFault(
      'scratch-full',
      `The disk of the work dir has ${free} bytes free; an empty scratch server alone needs ${EMPTY_SERVER_BYTES}.`,
    );
  }
}

async function settingsInForce(
  admin: ScratchConnection,
  settings: Record<string, string>,
): Promise<Record<string, string>> {
  const wanted = new Set([...REPORTED, ...Object.keys(settings)]);
  const rows = await admin.run('SHOW GLOBAL VARIABLES');
  return Object.fromEntries(
    rows
      .map(row => [String(row.Variable_name), String(row.Value ?? '')])
      .filter(([name]) => wanted.has(name)),
  );
}

/** Starts an empty scratch server of one drill. */
export async function bootScratchServer(
  binaries: Binaries,
  options: BootOptions,
): Promise<MariadbScratchServer> {
  const { settings, signal, workDir } = options;
  validateSettings(settings);
  const file = await binaries.require('mariadbd');
  await binaries.require('mariadb');
  const account = await findRunAccount();
  const layout = await createScratchLayout(workDir, account);
  const logins = new Logins();
  let server: ScratchProcess | undefined;
  try {
    await requireRoom(layout);
    const args = serverArguments(layout, settings);
    await bootstrapDataDir({
      binaries,
      account,
      layout,
      logins,
      serverArguments: args,
      signal,
    });
    server = await ScratchProcess.start({
      file,
      args,
      account,
      layout,
      signal,
    });
    // The server opens its socket to all; its folder is closed to others already.
    await chmod(layout.socket, 0o700);
    const admin = await ScratchConnection.open(layout.socket, logins.admin);
    const [row] = await admin.run('SELECT VERSION() AS version');
    return new MariadbScratchServer({
      binaries,
      account,
      layout,
      logins,
      clientFile: await logins.writeClientFile(layout, account),
      process: server,
      admin,
      version: String(row.version),
      settings: await settingsInForce(admin, settings),
    });
  } catch (error) {
    await server?.stop();
    await removeShortDir(layout);
    throw error;
  }
}
