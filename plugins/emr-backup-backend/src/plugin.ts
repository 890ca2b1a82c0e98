import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { emrBackupPermissions } from '@emr-backup/plugin-emr-backup-common';
import { collectAdditions } from './additions';
import { Access, createRouter, HEARTBEAT_PATH } from './api';
import { createHouse } from './house';

/**
 * The EMR Backup backend: inventory, observation, drill queue, runner,
 * standings and the REST API.
 * @public
 */
export const emrBackupPlugin = createBackendPlugin({
  pluginId: 'emr-backup',
  register(env) {
    const additions = collectAdditions(env);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { httpRouter, lifecycle, permissionsRegistry } = services;
        permissionsRegistry.addPermissions(emrBackupPermissions);
        const house = await createHouse(services, additions);
        lifecycle.addStartupHook(() => house.start());
        lifecycle.addShutdownHook(() => house.stop());
        httpRouter.use(
          createRouter({ ...house, access: new Access(services) }),
        );
        httpRouter.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });
        // A cron line brings a token of ours; whoever only reads is asked by the route itself.
        httpRouter.addAuthPolicy({
          path: HEARTBEAT_PATH,
          allow: 'unauthenticated',
        });
      },
    });
  },
});
