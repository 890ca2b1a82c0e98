import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { KIND_ICONS } from './kindIcons';

const entityPresentation = ApiBlueprint.make({
  name: 'entity-presentation',
  params: defineParams =>
    defineParams({
      api: entityPresentationApiRef,
      deps: { catalogApi: catalogApiRef },
      factory: ({ catalogApi }) =>
        DefaultEntityPresentationApi.create({
          catalogApi,
          kindIcons: KIND_ICONS,
        }),
    }),
});

/**
 * Shows our kinds with their own icons wherever the portal names an entity.
 * A portal with its own entity presentation adds the icons there instead.
 * @public
 */
export const emrBackupEntityPresentationModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [entityPresentation],
});
