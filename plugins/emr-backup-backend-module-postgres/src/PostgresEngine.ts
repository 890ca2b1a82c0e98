import type {
  BootOptions,
  LeafKind,
  RestoreEngine,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { Databases } from './load/Databases';
import { scratchAccount } from './server/Account';
import {
  initCluster,
  prepareCluster,
  writeConfiguration,
} from './server/Cluster';
import { Connector } from './server/connect';
import { findInstallation } from './server/Installation';
import { Postmaster } from './server/Postmaster';
import { reapBelow } from './server/processes';
import { ScratchPostgres } from './server/ScratchPostgres';
import { reportedSettings, scratchSettings } from './server/settings';

/** Options of the PostgreSQL engine. @public */
export interface PostgresEngineOptions {
  /** Folder with `initdb`, `postgres` and `pg_restore`. Default: the newest installed version. */
  binDir?: string;
}

class PostgresEngine implements RestoreEngine {
  readonly name = 'postgres';
  readonly accepts: readonly LeafKind[] = [
    'pg-plain',
    'pg-custom',
    'pg-tar',
    'pg-directory',
    'pg-globals',
  ];
  readonly physical: readonly LeafKind[] = [];
  readonly directories: readonly LeafKind[] = ['pg-directory'];

  constructor(private readonly options: PostgresEngineOptions) {}

  async probe(): Promise<{ version: string }> {
    const { version } = await findInstallation(this.options);
    return { version };
  }

  async boot(options: BootOptions): Promise<ScratchServer> {
    const { signal, workDir } = options;
    const settings = scratchSettings(options.settings);
    const installation = await findInstallation(this.options);
    const account = await scratchAccount();
    const cluster = await prepareCluster(installation, account, workDir);
    await initCluster(cluster, signal);
    await writeConfiguration(cluster, settings);
    const postmaster = await Postmaster.start(
      installation.binDir,
      cluster.dataDir,
      { cwd: cluster.workDir, account, signal },
    );
    const connector = new Connector(cluster);
    const databases = new Databases(connector);
    try {
      await databases.setUp(cluster.passwords.loader);
    } catch (error) {
      await postmaster.stop();
      signal.throwIfAborted();
      throw error;
    }
    return new ScratchPostgres({
      postmaster,
      connector,
      databases,
      settings: reportedSettings(settings),
    });
  }

  async reap(workDir: string): Promise<number> {
    return reapBelow(workDir);
  }
}

/**
 * Restores PostgreSQL backups into a throwaway server: plain, custom, tar and
 * directory dumps and roles files.
 * @public
 */
export function createPostgresEngine(
  options: PostgresEngineOptions = {},
): RestoreEngine {
  return new PostgresEngine(options);
}
