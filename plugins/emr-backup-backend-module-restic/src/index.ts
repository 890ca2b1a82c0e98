/**
 * Reads restic repositories for EMR Backup.
 *
 * @packageDocumentation
 */
export { resticStoreFactory } from './ResticStore';
export { emrBackupModuleRestic as default } from './module';
