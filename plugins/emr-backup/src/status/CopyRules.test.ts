import type {
  CopyRule,
  CopyRuleResult,
} from '@emr-backup/plugin-emr-backup-common';
import { english } from '../words/en';
import { flatMessages } from '../words/fr/flatMessages';
import type { Words } from '../words';
import { lookOf, marksOf } from './CopyRules';

const messages = flatMessages(english);
const t = ((key: string) =>
  messages[key] ?? messages[`${key}_other`]) as unknown as Words;

const result = (
  rule: CopyRule,
  wanted: number,
  declared: number | null,
  proved: number | null,
): CopyRuleResult => ({ rule, wanted, declared, proved, message: '' });

describe('the look of a rule', () => {
  it.each([
    [result('copies', 3, 3, 3), 'disc', 'Proved'],
    [result('copies', 3, 1, 3), 'disc', 'Proved'],
    [result('copies', 3, 3, 2), 'ring', 'Declared'],
    [result('media', 2, 1, 1), 'diamond', 'Missing'],
    [result('offsite', 1, 0, 0), 'diamond', 'Missing'],
    [result('immutable', 1, null, null), 'dash', 'Not known'],
    [result('errors', 0, null, 0), 'disc', 'None'],
    [result('errors', 0, null, 2), 'diamond', '{{count}} found'],
    [result('errors', 0, null, null), 'dash', 'Not known'],
  ])('of %j is a %s that says %s', (rule, shape, word) => {
    expect(lookOf(rule, t)).toMatchObject({ shape, word });
  });

  it('is never solid on a declaration alone', () => {
    expect(lookOf(result('copies', 3, 9, 0), t).shape).not.toBe('disc');
  });
});

describe('the marks of a rule', () => {
  it('are solid for what was proved, hollow for what is declared, dashed for what is missing', () => {
    expect(marksOf(result('copies', 3, 2, 1))).toEqual([
      'proved',
      'declared',
      'missing',
    ]);
  });

  it('also show what there is beyond the rule', () => {
    expect(marksOf(result('offsite', 1, 2, 1))).toEqual(['proved', 'declared']);
  });

  it('count what was proved though nobody declared it', () => {
    expect(marksOf(result('offsite', 1, null, 1))).toEqual(['proved']);
  });
});
