/**
 * Reads every storage rclone knows for EMR Backup.
 *
 * @packageDocumentation
 */
export { rcloneStoreFactory } from './RcloneStore';
export { emrBackupModuleRclone as default } from './module';
