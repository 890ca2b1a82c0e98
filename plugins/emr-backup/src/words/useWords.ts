import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { emrBackupTranslationRef } from './translation';

/** Every word the plugin says, in the reader's language. */
export function useWords() {
  return useTranslationRef(emrBackupTranslationRef).t;
}

/** The type of {@link useWords}, for the sentences that are built outside of components. */
export type Words = ReturnType<typeof useWords>;
