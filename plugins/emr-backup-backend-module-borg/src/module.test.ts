import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  emrBackupStoresExtensionPoint,
  type BackupStoreFactory,
} from '@emr-backup/plugin-emr-backup-node';
import emrBackupModuleBorg from '.';

describe('The backend module', () => {
  it('adds the borg kind of store to the EMR Backup backend', async () => {
    const factories: BackupStoreFactory[] = [];
    const backend = createBackendPlugin({
      pluginId: 'emr-backup',
      register(env) {
        env.registerExtensionPoint(emrBackupStoresExtensionPoint, {
          addStore: factory => factories.push(factory),
        });
        env.registerInit({
          deps: { logger: coreServices.logger },
          async init() {},
        });
      },
    });
    await startTestBackend({ features: [backend, emrBackupModuleBorg] });
    expect(factories.map(({ type }) => type)).toEqual(['borg']);
  });
});
