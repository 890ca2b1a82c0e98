import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { englishSentences } from './en/sentences';
import { flatMessages } from './fr/flatMessages';

/** By key, such as `reason.hollow`. */
export const sentences: Record<string, string> = flatMessages(englishSentences);

/**
 * What the backend says by a code: reasons, checks, lines of a drill's log.
 * English pages show the sentences the backend itself composed; this is what
 * other languages translate. Apart from the words of the pages, because these
 * keys come from the backend while a page runs and no type can list them.
 * @public
 */
export const emrBackupSentencesTranslationRef = createTranslationRef({
  id: 'plugin.emr-backup.sentences',
  messages: sentences,
  translations: { fr: () => import('./fr/sentences') },
});
