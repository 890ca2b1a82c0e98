/**
 * Restores MariaDB and MySQL backups for EMR Backup.
 *
 * @packageDocumentation
 */
export { createMariadbEngine } from './MariadbEngine';
export type { MariadbEngineOptions } from './process/Binaries';
export { MariadbQueryError } from './query/ScratchConnections';
export { emrBackupModuleMariadb as default } from './module';
