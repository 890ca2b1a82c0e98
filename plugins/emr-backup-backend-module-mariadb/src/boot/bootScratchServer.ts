import { chmod } from 'node:fs/promises';
import {
  DrillFault,
  type BootOptions,
  type DumpSource,
} from '@emr-backup/plugin-emr-backup-node';
import { MariadbScratchServer } from '../MariadbScratchServer';
import type { Binaries } from '../process/Binaries';
import { installedVersion } from '../process/installedVersion';
import { findRunAccount, type RunAccount } from '../process/RunAccount';
import { physicalFault } from '../physical/physicalFault';
import { preparePhysicalCopy } from '../physical/PhysicalCopy';
import { ScratchConnection } from '../query/ScratchConnections';
import { adoptGrants } from './adoptGrants';
import { bootstrapDataDir } from './bootstrap';
import { DataDirTemplates } from './DataDirTemplates';
import { Logins } from './Logins';
import { redoLogInMemory } from './redoLogInMemory';
import {
  createScratchLayout,
  removeOutside,
  type ScratchLayout,
} from './ScratchLayout';
import { freeBytes, ScratchProcess } from './ScratchProcess';
import {
  settingArguments,
  validateSettings,
  type ServerConditions,
} from './Settings';
import { sharesOneFile } from './smallBackup';

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
  server: ServerConditions,
) {
  return [
    '--no-defaults',
    `--datadir=${layout.dataDir}`,
    `--socket=${layout.socket}`,
    `--pid-file=${layout.pidFile}`,
    `--tmpdir=${layout.tempDir}`,
    // SQL reads and writes files in a folder of its own only; plugins are looked for where it cannot write.
    `--secure-file-priv=${layout.handoverDir}`,
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
    // A table made is sixteen waits for the disk otherwise, and nothing here outlives its server.
    ...(server.tuning === 'default' ? [] : ['--loose-debug-no-sync']),
    ...settingArguments(settings, server),
  ];
}

async function requireRoom(layout: ScratchLayout): Promise<number> {
  const free = await freeBytes(layout.root);
  if (free < EMPTY_SERVER_BYTES) {
    throw new DrillFault(
      'scratch-full',
      `The disk of the work dir has ${free} bytes free; an empty scratch server alone needs ${EMPTY_SERVER_BYTES}.`,
    );
  }
  return free;
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

/** Everything a start needs that does not change between its steps. */
interface Boot {
  binaries: Binaries;
  options: BootOptions;
  account: RunAccount;
  layout: ScratchLayout;
  logins: Logins;
  freeBytes: number;
}

async function startProcess(
  boot: Boot,
  args: string[],
  judge?: (log: string) => Error | undefined,
): Promise<ScratchProcess> {
  const server = await ScratchProcess.start({
    file: await boot.binaries.require('mariadbd'),
    args,
    account: boot.account,
    layout: boot.layout,
    signal: boot.options.signal,
    judge,
  });
  // The server opens its socket to all; its folder is closed to others already.
  try {
    await chmod(boot.layout.socket, 0o700);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

async function startEmpty(boot: Boot): Promise<ScratchProcess> {
  const { settings, tuning } = boot.options;
  const { binaries, layout, account, logins } = boot;
  const { signal } = boot.options;
  const args = serverArguments(layout, settings, {
    tuning,
    freeBytes: boot.freeBytes,
  });
  const templates = new DataDirTemplates(account);
  const kind = {
    server: await binaries.require('mariadbd'),
    version: await installedVersion(binaries),
    settings,
  };
  if (!(await templates.fill(kind, layout.dataDir))) {
    await bootstrapDataDir({ ...boot, serverArguments: args, signal });
    await templates.keep(kind, layout.dataDir);
  }
  const initFile = await logins.writeInitFile(layout, account);
  return startProcess(boot, [
    ...args,
    ...(await redoLogInMemory(layout, account, boot.options)),
    ...(sharesOneFile(boot.options) ? ['--innodb-file-per-table=0'] : []),
    `--init-file=${initFile}`,
  ]);
}

/** Starts from somebody else's files: with their grant tables when ours may be added to them, else without any. */
async function startPhysical(
  boot: Boot,
  source: DumpSource,
): Promise<ScratchProcess> {
  const { binaries, account, layout, logins, options } = boot;
  const shaping = await preparePhysicalCopy({
    source,
    binaries,
    account,
    layout,
    installedVersion: await installedVersion(binaries),
    signal: options.signal,
  });
  const args = [
    ...serverArguments(
      layout,
      {
        ...shaping,
        // Torn pages of a hot copy are mended from it.
        innodb_doublewrite: '1',
        ...options.settings,
      },
      { tuning: options.tuning, freeBytes: boot.freeBytes },
    ),
    '--skip-grant-tables',
  ];
  const judge = (log: string) => physicalFault(log, source.name);
  const server = await startProcess(boot, args, judge);
  if (await adoptGrants(layout, logins)) return server;
  await server.stop();
  return startProcess(boot, args, judge);
}

/** Starts a scratch server of one drill: empty, or from a physical backup. */
export async function bootScratchServer(
  binaries: Binaries,
  options: BootOptions,
): Promise<MariadbScratchServer> {
  const { settings, workDir, physical } = options;
  validateSettings(settings);
  await binaries.require('mariadbd');
  await binaries.require('mariadb');
  const account = await findRunAccount();
  const layout = await createScratchLayout(workDir, account);
  const logins = new Logins();
  let server: ScratchProcess | undefined;
  try {
    const boot: Boot = {
      binaries,
      options,
      account,
      layout,
      logins,
      freeBytes: await requireRoom(layout),
    };
    server = physical
      ? await startPhysical(boot, physical)
      : await startEmpty(boot);
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
      physical: physical !== undefined,
      sharesOneFile: sharesOneFile(options),
    });
  } catch (error) {
    await server?.stop();
    await removeOutside(layout);
    throw error;
  }
}
