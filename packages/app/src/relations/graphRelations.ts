import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import {
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import { ALL_KNOWN_RELATION_PAIRS, EMR_RELATION_PAIRS } from './relationPairs';

/** Tells the graph which relations there are. */
export const graphRelations = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: [...ALL_RELATIONS, ...EMR_RELATION_PAIRS.flat()],
          knownRelationPairs: ALL_KNOWN_RELATION_PAIRS,
          defaultRelationTypes: { exclude: [] },
        }),
    }),
});
