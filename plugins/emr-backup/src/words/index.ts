export { emrBackupSentencesTranslationRef } from './sentences';
export { emrBackupTranslationRef } from './translation';
export { productName } from './productName';
export { useReadsEnglish, useSaid, type Said } from './useSaid';
export { useWords, type Words } from './useWords';
