import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { EntityCatalogGraphCard } from '@backstage/plugin-catalog-graph';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EMR_API_VERSION } from '@emr-backup/plugin-emr-backup-common';
import { RelationLabel } from './RelationLabel';
import { EMR_RELATION_PAIRS } from './relationPairs';

// Without ownerOf and the membership of groups: two steps along those lead to
// everything the owning group has, and bury the clinic in it.
const NEIGHBORHOOD = [
  RELATION_OWNED_BY,
  RELATION_HAS_PART,
  RELATION_PART_OF,
  RELATION_DEPENDS_ON,
  RELATION_DEPENDENCY_OF,
  ...EMR_RELATION_PAIRS.flat(),
];

/**
 * The neighbors of an entity. Of ours two steps are drawn: from a clinic to its
 * servers, and on to the jobs that protect and the vendors that supply them.
 */
export const RelationsCard = () => {
  const { entity } = useEntity();
  const isOurs = entity.apiVersion === EMR_API_VERSION;
  return (
    <EntityCatalogGraphCard
      height={400}
      maxDepth={isOurs ? 2 : 1}
      relations={isOurs ? NEIGHBORHOOD : undefined}
      showArrowHeads
      renderLabel={RelationLabel}
    />
  );
};
