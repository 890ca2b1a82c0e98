import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { catalogUnprocessedEntitiesApiRef } from '@backstage/plugin-catalog-unprocessed-entities';
import { BrokenEntitiesClient } from './BrokenEntitiesClient';

const client = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogUnprocessedEntitiesApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: ({ discovery, fetch }) =>
        new BrokenEntitiesClient(discovery, fetch),
    }),
});

/** Lists entities the catalog refused under DevTools, with their errors. */
export const brokenEntitiesModule = createFrontendModule({
  pluginId: 'catalog-unprocessed-entities',
  extensions: [client],
});
