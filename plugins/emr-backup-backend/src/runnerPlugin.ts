import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { collectAdditions } from './additions';
import { createRunnerHost } from './house';

/**
 * EMR Backup in the role of a drill runner: added to a backend of its own
 * instead of the plugin, with the same engine and store modules. It joins by
 * the database alone and opens no port.
 * @public
 */
export const emrBackupRunnerPlugin = createBackendPlugin({
  pluginId: 'emr-backup',
  register(env) {
    const additions = collectAdditions(env);
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init(services) {
        const host = await createRunnerHost(services, additions);
        services.lifecycle.addStartupHook(() => host.start());
        services.lifecycle.addShutdownHook(() => host.stop());
      },
    });
  },
});
