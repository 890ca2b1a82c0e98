import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { BackupStoreFactory, Check, RestoreEngine } from './contracts';

/** Adds restore engines to the EMR Backup backend. @public */
export interface EmrBackupEnginesExtensionPoint {
  addEngine(engine: RestoreEngine): void;
}
/** Adds restore engines. @public */
export const emrBackupEnginesExtensionPoint =
  createExtensionPoint<EmrBackupEnginesExtensionPoint>({
    id: 'emr-backup.engines',
  });

/** Adds kinds of stores to the EMR Backup backend. @public */
export interface EmrBackupStoresExtensionPoint {
  addStore(factory: BackupStoreFactory): void;
}
/** Adds kinds of stores. @public */
export const emrBackupStoresExtensionPoint =
  createExtensionPoint<EmrBackupStoresExtensionPoint>({
    id: 'emr-backup.stores',
  });

/** Adds checks that every drill asks. @public */
export interface EmrBackupChecksExtensionPoint {
  addCheck(check: Check): void;
}
/** Adds checks. @public */
export const emrBackupChecksExtensionPoint =
  createExtensionPoint<EmrBackupChecksExtensionPoint>({
    id: 'emr-backup.checks',
  });
