import { rm } from 'node:fs/promises';
import {
  DrillFault,
  type BootOptions,
  type LeafKind,
  type RestoreEngine,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { scratchAccount } from './server/Account';
import {
  initCluster,
  type Cluster,
  prepareCluster,
  writeConfiguration,
} from './server/Cluster';
import { ClusterTemplate, defaultCacheDir } from './server/ClusterTemplate';
import { findInstallation } from './server/Installation';
import { PhysicalCopy, physicalFacts } from './server/PhysicalCopy';
import { reapBelow } from './server/processes';
import { scratchSettings } from './server/settings';
import { startScratch } from './server/startScratch';

/** Options of the PostgreSQL engine. @public */
export interface PostgresEngineOptions {
  /** Folder with `initdb`, `postgres` and `pg_restore`. Default: the newest installed version. */
  binDir?: string;
  /** Folder for what speeds the start up: an empty cluster for each version, no data of any drill. Default: `/var/cache/emr-backup` for root, else the user's own cache folder. */
  cacheDir?: string;
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
      return startScratch(cluster, {
        settings,
        signal: options.signal,
        physical: facts,
        setUp: databases => databases.setUpPhysical(cluster.passwords.loader),
      });
    }
    return this.#bootEmpty(cluster, settings, options.signal);
  }

  /** On a copy of the template; on a cluster of its own when that does not start. */
  async #bootEmpty(
    cluster: Cluster,
    settings: Record<string, string>,
    signal: AbortSignal,
  ): Promise<ScratchServer> {
    const template = new ClusterTemplate(
      cluster,
      this.options.cacheDir ?? defaultCacheDir(),
    );
    const { passwords } = cluster;
    const cloned: Cluster = { ...cluster, passwords: { ...passwords } };
    let isSuspect = false;
    if (await template.cloneInto(cloned, signal)) {
      try {
        await writeConfiguration(cloned, settings);
        return await startScratch(cloned, {
          settings,
          signal,
          setUp: async databases => {
            await databases.takeOver(passwords);
            cloned.passwords = passwords;
          },
        });
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof DrillFault) || error.code !== 'engine-start')
          throw error;
        isSuspect = true;
        await rm(cluster.dataDir, { recursive: true, force: true });
      }
    }
    await initCluster(cluster, signal);
    await writeConfiguration(cluster, settings);
    const server = await startScratch(cluster, {
      settings,
      signal,
      setUp: databases => databases.setUp(passwords.loader),
    });
    // The same settings start without it, so it was the template.
    if (isSuspect) await template.discard();
    return server;
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
