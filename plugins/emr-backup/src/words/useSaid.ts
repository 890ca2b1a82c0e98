import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { emrBackupSentencesTranslationRef, sentences } from './sentences';

/**
 * Says what the backend composed in the reader's language, by its code:
 * `said('reason.hollow')`. Undefined to who reads English, which is the
 * language the backend writes, and for what nobody has translated.
 */
export type Said = (
  key: string,
  values?: Record<string, string | number>,
) => string | undefined;

/** Whether the reader reads the language in which the backend writes. */
export function useReadsEnglish(): boolean {
  const api = useApiHolder().get(appLanguageApiRef);
  const language = api?.getLanguage().language ?? 'en';
  return language.split('-')[0] === 'en';
}

/** See {@link Said}. */
export function useSaid(): Said {
  const { t } = useTranslationRef(emrBackupSentencesTranslationRef);
  const readsEnglish = useReadsEnglish();
  return (key, values) => {
    const isKnown = key in sentences || `${key}_other` in sentences;
    if (readsEnglish || !isKnown) return undefined;
    const said = t(key, values);
    return said === sentences[key] ? undefined : said;
  };
}
