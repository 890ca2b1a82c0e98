import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { emrBackupPermissions } from '@emr-backup/plugin-emr-backup-common';
import {
  emrBackupChecksExtensionPoint,
  emrBackupEnginesExtensionPoint,
  emrBackupStoresExtensionPoint,
  type BackupStoreFactory,
  type Check,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import { Access, createRouter } from './api';
import { createHouse } from './house';
import { filesystemStoreFactory } from './store';

/**
 * The EMR Backup backend: inventory, observation, drill queue, runner,
 * standings and the REST API.
 * @public
 */
export const emrBackupPlugin = createBackendPlugin({
  pluginId: 'emr-backup',
  register(env) {
    const engines: RestoreEngine[] = [];
    const stores: BackupStoreFactory[] = [filesystemStoreFactory];
    const checks: Check[] = [];
    env.registerExtensionPoint(emrBackupEnginesExtensionPoint, {
      addEngine: engine => engines.push(engine),
    });
    env.registerExtensionPoint(emrBackupStoresExtensionPoint, {
      addStore: factory => stores.push(factory),
    });
    env.registerExtensionPoint(emrBackupChecksExtensionPoint, {
      addCheck: check => checks.push(check),
    });
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
        const house = await createHouse(services, { engines, stores, checks });
        lifecycle.addStartupHook(() => house.start());
        lifecycle.addShutdownHook(() => house.stop());
        httpRouter.use(
          createRouter({ ...house, access: new Access(services) }),
        );
        httpRouter.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });
      },
    });
  },
});
