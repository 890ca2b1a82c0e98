/**
 * EMR Backup for portals on Backstage's old frontend system.
 *
 * @packageDocumentation
 */
export * from './legacy/plugin';
export * from './legacy/extensions';
export { emrBackupApiRef } from './api/emrBackupApiRef';
export {
  emrBackupSentencesTranslationRef,
  emrBackupTranslationRef,
} from './words';
