import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  isBackupJobEntity,
  isClinicEntity,
  isEmrServerEntity,
  isVendorEntity,
  RELATION_OPERATED_BY,
  RELATION_OPERATES,
  RELATION_PROTECTED_BY,
  RELATION_PROTECTS,
  RELATION_SUPPLIED_BY,
  RELATION_SUPPLIES,
} from '@emr-backup/plugin-emr-backup-common';

type Link = {
  to: string | undefined;
  defaultKind?: string;
  outgoing: string;
  incoming: string;
};

const ownedBy = (owner: string): Link => ({
  to: owner,
  defaultKind: 'Group',
  outgoing: RELATION_OWNED_BY,
  incoming: RELATION_OWNER_OF,
});

const linksOf = (entity: Entity): Link[] => {
  if (isClinicEntity(entity) || isVendorEntity(entity)) {
    return [ownedBy(entity.spec.owner)];
  }
  if (isEmrServerEntity(entity)) {
    return [
      ownedBy(entity.spec.owner),
      {
        to: entity.spec.clinic,
        defaultKind: 'Clinic',
        outgoing: RELATION_PART_OF,
        incoming: RELATION_HAS_PART,
      },
      {
        to: entity.spec.suppliedBy,
        defaultKind: 'Vendor',
        outgoing: RELATION_SUPPLIED_BY,
        incoming: RELATION_SUPPLIES,
      },
      ...(entity.spec.dependsOn ?? []).map(to => ({
        to,
        outgoing: RELATION_DEPENDS_ON,
        incoming: RELATION_DEPENDENCY_OF,
      })),
    ];
  }
  if (isBackupJobEntity(entity)) {
    return [
      ownedBy(entity.spec.owner),
      {
        to: entity.spec.server,
        defaultKind: 'EmrServer',
        outgoing: RELATION_PROTECTS,
        incoming: RELATION_PROTECTED_BY,
      },
      {
        to: entity.spec.operatedBy,
        defaultKind: 'Vendor',
        outgoing: RELATION_OPERATED_BY,
        incoming: RELATION_OPERATES,
      },
    ];
  }
  return [];
};

/** The relations a valid entity declares, each in both directions. */
export const declaredRelations = (entity: Entity): EntityRelationSpec[] => {
  const self = getCompoundEntityRef(entity);
  return linksOf(entity).flatMap(({ to, defaultKind, outgoing, incoming }) => {
    if (to === undefined) {
      return [];
    }
    const other = parseEntityRef(to, {
      defaultKind,
      defaultNamespace: self.namespace,
    });
    return [
      { source: self, type: outgoing, target: other },
      { source: other, type: incoming, target: self },
    ];
  });
};
