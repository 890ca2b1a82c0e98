import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
  type RelationPairs,
} from '@backstage/plugin-catalog-graph';
import {
  RELATION_OPERATED_BY,
  RELATION_OPERATES,
  RELATION_PROTECTED_BY,
  RELATION_PROTECTS,
  RELATION_SUPPLIED_BY,
  RELATION_SUPPLIES,
} from '@emr-backup/plugin-emr-backup-common';

// The first of a pair is the direction an arrow is drawn in.
const EMR_RELATION_PAIRS: RelationPairs = [
  [RELATION_PROTECTS, RELATION_PROTECTED_BY],
  [RELATION_SUPPLIES, RELATION_SUPPLIED_BY],
  [RELATION_OPERATES, RELATION_OPERATED_BY],
];

/** The relations the graph knows: those of every portal, and ours. */
export const graphRelations = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: [...ALL_RELATIONS, ...EMR_RELATION_PAIRS.flat()],
          knownRelationPairs: [...ALL_RELATION_PAIRS, ...EMR_RELATION_PAIRS],
          defaultRelationTypes: { exclude: [] },
        }),
    }),
});
