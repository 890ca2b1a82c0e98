import { createBackendModule } from '@backstage/backend-plugin-api';
import { emrBackupStoresExtensionPoint } from '@emr-backup/plugin-emr-backup-node';
import { resticStoreFactory } from './ResticStore';

/** Teaches the EMR Backup backend to read restic repositories. @public */
export const emrBackupModuleRestic = createBackendModule({
  pluginId: 'emr-backup',
  moduleId: 'restic',
  register({ registerInit }) {
    registerInit({
      deps: { stores: emrBackupStoresExtensionPoint },
      async init({ stores }) {
        stores.addStore(resticStoreFactory);
      },
    });
  },
});
