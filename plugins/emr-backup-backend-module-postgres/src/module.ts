import { createBackendModule } from '@backstage/backend-plugin-api';
import { emrBackupEnginesExtensionPoint } from '@emr-backup/plugin-emr-backup-node';
import { createPostgresEngine } from './PostgresEngine';

/** Adds the PostgreSQL restore engine to the EMR Backup backend. @public */
export const emrBackupModulePostgres = createBackendModule({
  pluginId: 'emr-backup',
  moduleId: 'postgres',
  register(reg) {
    reg.registerInit({
      deps: { engines: emrBackupEnginesExtensionPoint },
      async init({ engines }) {
        engines.addEngine(createPostgresEngine());
      },
    });
  },
});
