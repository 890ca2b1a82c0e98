import type { ExtensionPoint } from '@backstage/backend-plugin-api';
import {
  emrBackupChecksExtensionPoint,
  emrBackupEnginesExtensionPoint,
  emrBackupStoresExtensionPoint,
  type BackupStoreFactory,
  type Check,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import { filesystemStoreFactory } from './store';

/** What modules added, filled by the extension points before the plugin begins. */
export interface CollectedAdditions {
  engines: RestoreEngine[];
  stores: BackupStoreFactory[];
  checks: Check[];
}

/** Opens the extension points of a backend or of a runner host: the same modules serve both. */
export function collectAdditions(env: {
  registerExtensionPoint<T>(point: ExtensionPoint<T>, implementation: T): void;
}): CollectedAdditions {
  const additions: CollectedAdditions = {
    engines: [],
    stores: [filesystemStoreFactory],
    checks: [],
  };
  const { engines, stores, checks } = additions;
  env.registerExtensionPoint(emrBackupEnginesExtensionPoint, {
    addEngine: engine => {
      engines.push(engine);
    },
  });
  env.registerExtensionPoint(emrBackupStoresExtensionPoint, {
    addStore: factory => {
      stores.push(factory);
    },
  });
  env.registerExtensionPoint(emrBackupChecksExtensionPoint, {
    addCheck: check => {
      checks.push(check);
    },
  });
  return additions;
}
