import {
  DrillFault,
  type BootOptions,
  type LeafKind,
  type RestoreEngine,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { Databases } from './load/Databases';
import { SqlFailure } from './load/RawStatement';
import { scratchAccount } from './server/Account';
import {
  initCluster,
  type Cluster,
  prepareCluster,
  writeConfiguration,
} from './server/Cluster';
import { Connector } from './server/connect';
import { findInstallation } from './server/Installation';
import {
  PhysicalCopy,
  physicalFacts,
  type PhysicalFacts,
} from './server/PhysicalCopy';
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
    'pg-basebackup',
  ];
  readonly physical: readonly LeafKind[] = ['pg-basebackup'];
  readonly directories: readonly LeafKind[] = ['pg-directory'];

  constructor(private readonly options: PostgresEngineOptions) {}

  async probe(): Promise<{ version: string }> {
    const { version } = await findInstallation(this.options);
    return { version };
  }

  async boot(options: BootOptions): Promise<ScratchServer> {
    const settings = scratchSettings(options.settings, options.tuning);
    const facts = options.physical && (await physicalFacts(options.physical));
    const installation = await findInstallation({
      ...this.options,
      major: facts?.major,
    });
    const account = await scratchAccount();
    const cluster = await prepareCluster(
      installation,
      account,
      options.workDir,
    );
    if (options.physical && facts) {
      const copy = new PhysicalCopy(cluster, options.physical, options.signal);
      await copy.place(facts.directory, options.workDir);
      await copy.verifyManifest();
      await copy.cutLoose();
      await writeConfiguration(cluster, settings);
      await copy.recover();
    } else {
      await initCluster(cluster, options.signal);
      await writeConfiguration(cluster, settings);
    }
    return this.#start(cluster, settings, options.signal, facts);
  }

  async #start(
    cluster: Cluster,
    settings: Record<string, string>,
    signal: AbortSignal,
    physical: PhysicalFacts | undefined,
  ): Promise<ScratchServer> {
    const { installation, account, dataDir, workDir, passwords } = cluster;
    const postmaster = await Postmaster.start(installation.binDir, dataDir, {
      cwd: workDir,
      account,
      signal,
    });
    const connector = new Connector(cluster);
    const databases = new Databases(connector, {
      physical: physical !== undefined,
    });
    try {
      await (physical
        ? databases.setUpPhysical(passwords.loader)
        : databases.setUp(passwords.loader));
    } catch (error) {
      await postmaster.stop();
      signal.throwIfAborted();
      throw error instanceof SqlFailure
        ? new DrillFault(
            'engine-start',
            `The scratch PostgreSQL server started and then refused to be set up (SQLSTATE ${error.state}).`,
          )
        : error;
    }
    return new ScratchPostgres({
      postmaster,
      connector,
      databases,
      settings: reportedSettings(settings),
      physical,
    });
  }

  async reap(workDir: string): Promise<number> {
    return reapBelow(workDir);
  }
}

/**
 * Restores PostgreSQL backups into a throwaway server: plain, custom, tar and
 * directory dumps, roles files, and physical backups of pg_basebackup.
 * @public
 */
export function createPostgresEngine(
  options: PostgresEngineOptions = {},
): RestoreEngine {
  return new PostgresEngine(options);
}
