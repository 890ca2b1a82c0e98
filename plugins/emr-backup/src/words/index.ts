export { emrBackupSentencesTranslationRef } from './sentences';
export { emrBackupTranslationRef } from './translation';
export { notProvenSaid } from './notProvenKey';
export { productName } from './productName';
export { useReadsEnglish, useSaid, type Said } from './useSaid';
export { useWords, type Words } from './useWords';
