import type { Entity } from '@backstage/catalog-model';
import { EMR_API_VERSION } from './constants';
import type {
  BackupJobEntity,
  ClinicEntity,
  EmrServerEntity,
  VendorEntity,
} from './types';

const isKind = (entity: Entity, kind: string) =>
  entity.apiVersion === EMR_API_VERSION &&
  entity.kind.toLocaleLowerCase('en-US') === kind;

/** Whether the entity is a Clinic of this API version. @public */
export const isClinicEntity = (entity: Entity): entity is ClinicEntity =>
  isKind(entity, 'clinic');

/** Whether the entity is an EmrServer of this API version. @public */
export const isEmrServerEntity = (entity: Entity): entity is EmrServerEntity =>
  isKind(entity, 'emrserver');

/** Whether the entity is a BackupJob of this API version. @public */
export const isBackupJobEntity = (entity: Entity): entity is BackupJobEntity =>
  isKind(entity, 'backupjob');

/** Whether the entity is a Vendor of this API version. @public */
export const isVendorEntity = (entity: Entity): entity is VendorEntity =>
  isKind(entity, 'vendor');
