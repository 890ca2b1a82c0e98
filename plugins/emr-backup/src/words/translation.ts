import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { english } from './en';

/**
 * Every word of the plugin, in English and French. A portal adds other languages
 * or its own wording with a `TranslationBlueprint`.
 * @public
 */
export const emrBackupTranslationRef = createTranslationRef({
  id: 'plugin.emr-backup',
  messages: english,
  translations: { fr: () => import('./fr') },
});
