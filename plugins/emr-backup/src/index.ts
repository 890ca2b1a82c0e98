/**
 * Fleet page, drill page and entity cards of EMR Backup, on Backstage's new
 * frontend system. The default export is the plugin; the two modules beside it
 * give our kinds their icons. Portals on the old system import from `./legacy`.
 *
 * @packageDocumentation
 */
export { emrBackupPlugin as default } from './plugin';
export { emrBackupApiRef } from './api/emrBackupApiRef';
export {
  emrBackupSentencesTranslationRef,
  emrBackupTranslationRef,
} from './words';
export { emrBackupIconsModule } from './modules/iconsModule';
export { emrBackupEntityPresentationModule } from './modules/entityPresentationModule';
