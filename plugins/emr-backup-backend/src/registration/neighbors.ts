import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  isBackupJobEntity,
  isClinicEntity,
  isEmrServerEntity,
  isVendorEntity,
} from '@emr-backup/plugin-emr-backup-common';

/** An entity that must exist for another to make sense. */
export interface Neighbor {
  field: string;
  value: string;
  ref: string;
}

/** Whom an entity names: its owner, clinic, server and vendors. Of an invalid entity, what can be read. */
export function neighborsOf(entity: Entity): Neighbor[] {
  const found: Neighbor[] = [];
  const add = (field: string, value: unknown, defaultKind: string) => {
    if (typeof value !== 'string' || value === '') return;
    try {
      const ref = stringifyEntityRef(
        parseEntityRef(value, {
          defaultKind,
          defaultNamespace: entity.metadata.namespace,
        }),
      );
      found.push({ field, value, ref });
    } catch {
      // The schema says what a reference must look like.
    }
  };
  if (isClinicEntity(entity) || isVendorEntity(entity))
    add('spec.owner', entity.spec?.owner, 'Group');
  if (isEmrServerEntity(entity)) {
    add('spec.owner', entity.spec?.owner, 'Group');
    add('spec.clinic', entity.spec?.clinic, 'Clinic');
    add('spec.suppliedBy', entity.spec?.suppliedBy, 'Vendor');
  }
  if (isBackupJobEntity(entity)) {
    add('spec.owner', entity.spec?.owner, 'Group');
    add('spec.server', entity.spec?.server, 'EmrServer');
    add('spec.operatedBy', entity.spec?.operatedBy, 'Vendor');
  }
  return found;
}
