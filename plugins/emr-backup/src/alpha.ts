/**
 * The same plugin and modules as the package root, for portals that look for
 * the new frontend system under `./alpha`.
 *
 * @packageDocumentation
 */
export {
  default,
  emrBackupApiRef,
  emrBackupEntityPresentationModule,
  emrBackupIconsModule,
  emrBackupSentencesTranslationRef,
  emrBackupTranslationRef,
} from './index';
