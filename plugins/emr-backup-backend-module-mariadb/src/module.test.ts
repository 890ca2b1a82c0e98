import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  emrBackupEnginesExtensionPoint,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import emrBackupModuleMariadb from '.';

describe('The backend module', () => {
  it('adds the engine to the EMR Backup backend', async () => {
    const engines: RestoreEngine[] = [];
    const backend = createBackendPlugin({
      pluginId: 'emr-backup',
      register(env) {
        env.registerExtensionPoint(emrBackupEnginesExtensionPoint, {
          addEngine: engine => engines.push(engine),
        });
        env.registerInit({
          deps: { logger: coreServices.logger },
          async init() {},
        });
      },
    });
    await startTestBackend({ features: [backend, emrBackupModuleMariadb] });
    expect(
      engines.map(({ name, accepts, physical, directories }) => ({
        name,
        accepts,
        physical,
        directories,
      })),
    ).toEqual([
      {
        name: 'mariadb',
        accepts: [
          'mysqldump',
          'mydumper',
          'mariabackup',
          'xbstream',
          'mariadb-datadir',
        ],
        physical: ['mariabackup', 'xbstream', 'mariadb-datadir'],
        directories: ['mydumper'],
      },
    ]);
  });
});
