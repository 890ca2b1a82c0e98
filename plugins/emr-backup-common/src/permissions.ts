import { createPermission } from '@backstage/plugin-permission-common';

/** See clinics, jobs, standings and drills. @public */
export const emrBackupReadPermission = createPermission({
  name: 'emr-backup.read',
  attributes: { action: 'read' },
});

/** Start a drill now. @public */
export const emrBackupDrillStartPermission = createPermission({
  name: 'emr-backup.drill.start',
  attributes: { action: 'create' },
});

/** Cancel a queued or running drill. @public */
export const emrBackupDrillCancelPermission = createPermission({
  name: 'emr-backup.drill.cancel',
  attributes: { action: 'update' },
});

/** Every permission of EMR Backup. @public */
export const emrBackupPermissions = [
  emrBackupReadPermission,
  emrBackupDrillStartPermission,
  emrBackupDrillCancelPermission,
];
