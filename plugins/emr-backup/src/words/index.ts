export { emrBackupTranslationRef } from './translation';
export { useWords, type Words } from './useWords';
