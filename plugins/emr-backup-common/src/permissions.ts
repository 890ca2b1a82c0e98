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

/** Pause, resume or skip a job's scheduled drills. @public */
export const emrBackupDrillSchedulePermission = createPermission({
  name: 'emr-backup.drill.schedule',
  attributes: { action: 'update' },
});

/** Acknowledge an alarm. @public */
export const emrBackupAlarmAcknowledgePermission = createPermission({
  name: 'emr-backup.alarm.acknowledge',
  attributes: { action: 'update' },
});

/** Make and revoke heartbeat tokens. @public */
export const emrBackupHeartbeatManagePermission = createPermission({
  name: 'emr-backup.heartbeat.manage',
  attributes: { action: 'update' },
});

/** Write into the custody log. @public */
export const emrBackupCustodyRecordPermission = createPermission({
  name: 'emr-backup.custody.record',
  attributes: { action: 'create' },
});

/** Register clinics, servers, jobs and vendors. @public */
export const emrBackupRegisterPermission = createPermission({
  name: 'emr-backup.register',
  attributes: { action: 'create' },
});

/** Every permission of EMR Backup. @public */
export const emrBackupPermissions = [
  emrBackupReadPermission,
  emrBackupDrillStartPermission,
  emrBackupDrillCancelPermission,
  emrBackupDrillSchedulePermission,
  emrBackupAlarmAcknowledgePermission,
  emrBackupHeartbeatManagePermission,
  emrBackupCustodyRecordPermission,
  emrBackupRegisterPermission,
];
