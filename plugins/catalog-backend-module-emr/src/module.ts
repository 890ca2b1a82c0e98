import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { EmrKindsProcessor } from './EmrKindsProcessor';

/**
 * Teaches the catalog the kinds of EMR Backup.
 *
 * @public
 */
export const catalogModuleEmr = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'emr',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(new EmrKindsProcessor());
      },
    });
  },
});
