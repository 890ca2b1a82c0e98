export { emrBackupTranslationRef } from './translation';
export { productName } from './productName';
export { useWords, type Words } from './useWords';
