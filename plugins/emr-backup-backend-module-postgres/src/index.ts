/**
 * PostgreSQL restore engine for EMR Backup.
 *
 * @packageDocumentation
 */
export {
  createPostgresEngine,
  type PostgresEngineOptions,
} from './PostgresEngine';
export { emrBackupModulePostgres as default } from './module';
