import type { Config } from '@backstage/config';
import {
  createSnapshotStore,
  type BackupStoreFactory,
} from '@emr-backup/plugin-emr-backup-node';
import { ResticRepository } from './ResticRepository';
import { ResticSettings } from './ResticSettings';

/**
 * Stores of `type: restic`: a repository whose snapshots are the backups,
 * listed as `<host>/<time>-<short id>/<path in the snapshot>`, or as
 * `<host>/<time>-<short id>.tar`.
 * @public
 */
export const resticStoreFactory: BackupStoreFactory = {
  type: 'restic',
  create: (name: string, config: Config) => {
    const settings = new ResticSettings(name, config);
    return createSnapshotStore({
      name,
      type: 'restic',
      repository: new ResticRepository(settings),
      newest: settings.newest,
    });
  },
};
