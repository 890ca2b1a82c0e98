import type { Config } from '@backstage/config';
import {
  createSnapshotStore,
  type BackupStoreFactory,
} from '@emr-backup/plugin-emr-backup-node';
import { BorgRepository } from './BorgRepository';
import { BorgSettings } from './BorgSettings';

/**
 * Stores of `type: borg`: a repository whose archives are the backups, listed
 * as `<archive>/<path in the archive>`, or as `<archive>.tar`.
 * @public
 */
export const borgStoreFactory: BackupStoreFactory = {
  type: 'borg',
  create: (name: string, config: Config) => {
    const settings = new BorgSettings(name, config);
    return createSnapshotStore({
      name,
      type: 'borg',
      repository: new BorgRepository(settings),
      newest: settings.newest,
    });
  },
};
