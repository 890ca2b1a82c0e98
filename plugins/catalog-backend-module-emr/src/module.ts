import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { EmrKindsProcessor } from './EmrKindsProcessor';
import { RegistrationsProvider } from './registrations/RegistrationsProvider';

/** Changes are announced; this only catches what was announced while nobody listened. */
const REFRESH = { frequency: { minutes: 5 }, timeout: { minutes: 5 } };

/**
 * Teaches the catalog the kinds of EMR Backup, and brings in the clinics that
 * were registered in the console.
 *
 * @public
 */
export const catalogModuleEmr = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'emr',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, scheduler, ...services }) {
        catalog.addProcessor(new EmrKindsProcessor());
        if (!config.getOptionalBoolean('emrBackup.registration.enabled'))
          return;
        catalog.addEntityProvider(
          new RegistrationsProvider({
            ...services,
            schedule: scheduler.createScheduledTaskRunner(REFRESH),
          }),
        );
      },
    });
  },
});
