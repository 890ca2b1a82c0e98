/**
 * Reads Borg repositories for EMR Backup.
 *
 * @packageDocumentation
 */
export { borgStoreFactory } from './BorgStore';
export { emrBackupModuleBorg as default } from './module';
