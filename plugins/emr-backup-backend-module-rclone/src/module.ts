import { createBackendModule } from '@backstage/backend-plugin-api';
import { emrBackupStoresExtensionPoint } from '@emr-backup/plugin-emr-backup-node';
import { rcloneStoreFactory } from './RcloneStore';

/** Teaches the EMR Backup backend to read every storage rclone knows. @public */
export const emrBackupModuleRclone = createBackendModule({
  pluginId: 'emr-backup',
  moduleId: 'rclone',
  register({ registerInit }) {
    registerInit({
      deps: { stores: emrBackupStoresExtensionPoint },
      async init({ stores }) {
        stores.addStore(rcloneStoreFactory);
      },
    });
  },
});
