import {
  DrillFault,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { Databases } from '../load/Databases';
import { SqlFailure } from '../load/RawStatement';
import type { Cluster } from './Cluster';
import { Connector } from './connect';
import type { PhysicalFacts } from './PhysicalCopy';
import { Postmaster } from './Postmaster';
import { ScratchPostgres } from './ScratchPostgres';
import { reportedSettings } from './settings';

/** Starts the server of a laid out cluster and makes it ready for a drill. */
export async function startScratch(
  cluster: Cluster,
  options: {
    settings: Record<string, string>;
    signal: AbortSignal;
    /** Makes the roles of this drill. */
    setUp: (databases: Databases) => Promise<void>;
    physical?: PhysicalFacts;
  },
): Promise<ScratchServer> {
  const { settings, signal, physical } = options;
  const { installation, account, dataDir, workDir } = cluster;
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
    await options.setUp(databases);
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
