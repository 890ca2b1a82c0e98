import {
  BUILTIN_CHECKS,
  CHECK_STATUSES,
  DRILL_LOG_SENTENCES,
  ERROR_REASONS,
  FAILED_REASONS,
  NEUTRAL_REASONS,
  STANDING_REASONS,
} from '@emr-backup/plugin-emr-backup-common';
import { english } from './en';
import { englishSentences } from './en/sentences';
import { french } from './fr';
import { flatMessages } from './fr/flatMessages';
import { frenchSentences } from './fr/sentences';

const placeholders = (message: string) =>
  [...message.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

describe.each([
  ['of the pages', flatMessages(english), flatMessages(french)],
  [
    'for what the backend composes',
    flatMessages(englishSentences),
    flatMessages(frenchSentences),
  ],
])('the French messages %s', (_, source, translated) => {
  it('are there for every English one', () => {
    expect(Object.keys(source).filter(key => !translated[key]?.trim())).toEqual(
      [],
    );
  });

  it('are there for no other', () => {
    expect(Object.keys(translated).filter(key => !source[key])).toEqual([]);
  });

  it('hold the same placeholders', () => {
    const different = Object.keys(source)
      .filter(key => translated[key])
      .filter(
        key =>
          placeholders(source[key]).join() !==
          placeholders(translated[key]).join(),
      );
    expect(different).toEqual([]);
  });

  it('are French: no sentence was left as it was', () => {
    const sentences = Object.keys(source).filter(
      key => source[key].split(' ').length > 3,
    );
    expect(sentences.filter(key => translated[key] === source[key])).toEqual(
      [],
    );
  });
});

describe('what the backend says by a code', () => {
  const codes = [
    ...[...FAILED_REASONS, ...ERROR_REASONS, ...NEUTRAL_REASONS].map(
      code => `reason.${code}`,
    ),
    ...STANDING_REASONS.map(code => `standingReason.${code}`),
    ...BUILTIN_CHECKS.flatMap(check => [
      `checkTitle.${check}`,
      `checkSaid.pass.${check}`,
      `checkSaid.fail.${check}`,
    ]),
    ...CHECK_STATUSES.map(status => `checkSaid.any.${status}`),
    ...Object.keys(DRILL_LOG_SENTENCES).map(code => `logLine.${code}`),
  ];

  it.each([
    ['English', flatMessages(englishSentences)],
    ['French', flatMessages(frenchSentences)],
  ])('has a sentence for every code in %s, and for no other', (_, said) => {
    expect(Object.keys(said).sort()).toEqual([...codes].sort());
    expect(codes.filter(key => !said[key].trim())).toEqual([]);
  });
});
