import { promises as fs } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
  BUILTIN_CHECKS,
  CHECK_STATUSES,
  DRILL_LOG_SENTENCES,
  ERROR_REASONS,
  FAILED_REASONS,
  JOB_PROBLEMS,
  NEUTRAL_REASONS,
  NOT_PROVEN_BY_DRILL,
  RECOVERY_STEPS,
  STANDING_REASONS,
  TOLD_CODES,
} from '@emr-backup/plugin-emr-backup-common';
import { english } from './en';
import { englishSentences } from './en/sentences';
import { french } from './fr';
import { flatMessages } from './fr/flatMessages';
import { frenchSentences } from './fr/sentences';
import { notProvenKey } from './notProvenKey';

const placeholders = (message: string) =>
  [...message.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

/** The two forms of a message that goes by a count. */
const PLURAL = /_(?:one|other)$/;

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
    ...RECOVERY_STEPS.map(code => `kitStep.${code}`),
    ...TOLD_CODES.map(code => `told.${code}`),
    ...JOB_PROBLEMS.map(code => `jobProblem.${code}`),
    ...['day', 'night', 'daily', 'weekly', 'monthly', 'any'].map(
      word => `toldWord.${word}`,
    ),
  ];

  it.each([
    ['English', flatMessages(englishSentences)],
    ['French', flatMessages(frenchSentences)],
  ])('has a sentence for every code in %s, and for no other', (_, said) => {
    const keys = Object.keys(said).filter(key => !key.startsWith('notProven.'));
    const saidCodes = new Set(keys.map(key => key.replace(PLURAL, '')));
    expect([...saidCodes].sort()).toEqual([...codes].sort());
    expect(keys.filter(key => !said[key].trim())).toEqual([]);
  });

  it.each([
    ['English', flatMessages(englishSentences)],
    ['French', flatMessages(frenchSentences)],
  ])('has both forms of every plural in %s', (_, said) => {
    const stems = Object.keys(said)
      .filter(key => PLURAL.test(key))
      .map(key => key.replace(PLURAL, ''));
    expect(
      stems.filter(stem => !said[`${stem}_one`] || !said[`${stem}_other`]),
    ).toEqual([]);
  });
});

describe('what drills do not prove', () => {
  const profiles = path.resolve(__dirname, '../../../emr-backup-node/profiles');

  it('is known by its text for every shipped profile, and for nothing else', async () => {
    const files = await fs.readdir(profiles);
    const shipped: string[] = [];
    for (const file of files.filter(name => name.endsWith('.yaml'))) {
      const text = await fs.readFile(path.join(profiles, file), 'utf8');
      shipped.push(...(parse(text).notProven ?? []));
    }
    expect(shipped.length).toBeGreaterThan(20);
    expect(shipped.filter(text => !notProvenKey(text))).toEqual([]);
    const known = [...Object.values(NOT_PROVEN_BY_DRILL), ...shipped];
    expect(
      Object.values(englishSentences.notProven).filter(
        text => !known.includes(text),
      ),
    ).toEqual([]);
  });

  it('is found with the folder that stands in it', () => {
    expect(
      notProvenKey(
        'That the copy was wiped: it was kept on request in /a.b/c.',
      ),
    ).toEqual({ key: 'notProven.kept', values: { scratch: '/a.b/c' } });
  });

  it('is not found for what a site wrote, though it begins alike', () => {
    expect(
      notProvenKey('That OSCAR itself starts on the restored copy. Ask IT.'),
    ).toBeUndefined();
  });
});
