import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/** The e-mail module does not start without its configuration: who has none gets notifications in the console alone. */
export const notificationsByEmail = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async *loader({ config }) {
    if (config.has('notifications.processors.email'))
      yield import('@backstage/plugin-notifications-backend-module-email');
  },
});
