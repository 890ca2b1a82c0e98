import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { emrBackupTranslationRef } from './translation';

/** Says a word or sentence of {@link emrBackupTranslationRef} in the reader's language. */
export type Words = TranslationFunction<typeof emrBackupTranslationRef.T>;

/** Every word the plugin says, in the reader's language. */
export function useWords(): Words {
  return useTranslationRef(emrBackupTranslationRef).t;
}
