import { createBackendModule } from '@backstage/backend-plugin-api';
import { emrBackupEnginesExtensionPoint } from '@emr-backup/plugin-emr-backup-node';
import { createMariadbEngine } from './MariadbEngine';

/** Teaches the EMR Backup backend to restore MariaDB and MySQL backups. @public */
export const emrBackupModuleMariadb = createBackendModule({
  pluginId: 'emr-backup',
  moduleId: 'mariadb',
  register({ registerInit }) {
    registerInit({
      deps: { engines: emrBackupEnginesExtensionPoint },
      async init({ engines }) {
        engines.addEngine(createMariadbEngine());
      },
    });
  },
});
