import { Fragment, isValidElement, type ReactNode } from 'react';
import {
  appLanguageApiRef,
  translationApiRef,
  type AppLanguageApi,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import french from '../../src/words/fr';
import frenchSentences from '../../src/words/fr/sentences';

const messages: Record<string, string> = { ...french, ...frenchSentences };

const nothing = () => ({
  subscribe: () => ({ unsubscribe() {}, closed: false }),
  [Symbol.observable]() {
    return this;
  },
});

const RULES = new Intl.PluralRules('fr');

/** As the portal's translations do it, elements included. */
export function inFrench(
  key: string,
  values: Record<string, ReactNode> = {},
): ReactNode {
  const count = Number(values.count);
  // French has a form for millions, which falls back to the other one.
  const form = RULES.select(count) === 'one' ? 'one' : 'other';
  const plural = `${key}_${form}`;
  const parts = (messages[key] ?? messages[plural] ?? key).split(
    /\{\{\s*(\w+)\s*\}\}/,
  );
  const said = parts.map((part, index) => (index % 2 ? values[part] : part));
  return said.some(isValidElement)
    ? said.map((part, index) => <Fragment key={index}>{part}</Fragment>)
    : said.join('');
}

/** The APIs of a portal whose reader chose French. */
export const FRENCH = [
  [
    appLanguageApiRef,
    {
      getLanguage: () => ({ language: 'fr' }),
      getAvailableLanguages: () => ({ languages: ['en', 'fr'] }),
      setLanguage: () => {},
      language$: nothing,
    } as unknown as AppLanguageApi,
  ],
  [
    translationApiRef,
    {
      getTranslation: () => ({ ready: true, t: inFrench }),
      translation$: nothing,
    } as unknown as TranslationApi,
  ],
] as const;
