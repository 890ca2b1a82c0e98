import { createBackendModule } from '@backstage/backend-plugin-api';
import { emrBackupStoresExtensionPoint } from '@emr-backup/plugin-emr-backup-node';
import { borgStoreFactory } from './BorgStore';

/** Teaches the EMR Backup backend to read Borg repositories. @public */
export const emrBackupModuleBorg = createBackendModule({
  pluginId: 'emr-backup',
  moduleId: 'borg',
  register({ registerInit }) {
    registerInit({
      deps: { stores: emrBackupStoresExtensionPoint },
      async init({ stores }) {
        stores.addStore(borgStoreFactory);
      },
    });
  },
});
