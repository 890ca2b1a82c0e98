/**
 * The backend of EMR Backup.
 *
 * @packageDocumentation
 */
export { emrBackupPlugin as default } from './plugin';
export { emrBackupRunnerPlugin } from './runnerPlugin';
export { startInTurn, type StartTurn } from './database';
