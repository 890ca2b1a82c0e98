import {
  ALL_RELATION_PAIRS,
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

/** Our relations. The first of a pair is the direction an arrow is drawn in. */
export const EMR_RELATION_PAIRS: RelationPairs = [
  [RELATION_PROTECTS, RELATION_PROTECTED_BY],
  [RELATION_SUPPLIES, RELATION_SUPPLIED_BY],
  [RELATION_OPERATES, RELATION_OPERATED_BY],
];

/** The relations of every portal, and ours. */
export const ALL_KNOWN_RELATION_PAIRS: RelationPairs = [
  ...ALL_RELATION_PAIRS,
  ...EMR_RELATION_PAIRS,
];
