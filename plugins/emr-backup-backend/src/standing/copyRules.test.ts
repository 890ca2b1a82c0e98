import { tell, type BackupCopy } from '@emr-backup/plugin-emr-backup-common';
import {
  artifact,
  copy,
  drill,
  facts,
  hoursAgo,
  knownJob,
  NOW,
} from '../__testUtils__/facts';
import { copyRules } from './copyRules';
import type { JobFacts } from './JobFacts';

const local: BackupCopy = { store: 'nas', path: '*', medium: 'Disk' };
const cloud: BackupCopy = {
  store: 'cloud',
  path: '*',
  offsite: true,
  immutable: true,
  medium: 'object storage',
};
const disk: BackupCopy = {
  store: 'usb',
  path: '*',
  medium: 'USB disk',
  custody: { every: 'P7D' },
};
const fresh = copy(artifact(2, { digests: ['sha256:aa'] }));

const rules = (copies: BackupCopy[], given: Partial<JobFacts> = {}) => {
  const all = copyRules(
    facts({
      job: knownJob({ copies }),
      copies: copies.map(() => fresh),
      custody: copies.map(() => null),
      ...given,
    }),
    NOW,
  );
  return Object.fromEntries(
    all.map(({ rule, declared, proved }) => [rule, [declared, proved]]),
  );
};
const resultOf = (rule: string, copies: BackupCopy[]) =>
  copyRules(
    facts({
      job: knownJob({ copies }),
      copies: copies.map(() => fresh),
      custody: copies.map(() => null),
    }),
    NOW,
  ).find(result => result.rule === rule);
const messageOf = (rule: string, copies: BackupCopy[]) =>
  resultOf(rule, copies)?.message;
const toldOf = (rule: string, copies: BackupCopy[]) =>
  resultOf(rule, copies)?.told;

describe('the 3-2-1-1-0 rule', () => {
  it('is declared by the catalog and proved by what was seen', () => {
    expect(rules([local, cloud])).toEqual({
      copies: [3, 3],
      media: [2, null],
      offsite: [1, 1],
      immutable: [1, null],
      errors: [null, 0],
    });
  });

  it.each([
    ['was never looked at', undefined],
    ['cannot be reached', { ...fresh, problem: 'It is down.' }],
    ['has a late backup only', copy(artifact(30))],
    [
      'has a hollow newest backup',
      copy(artifact(1, { hollow: true }), artifact(3)),
    ],
    ['holds nothing', copy(null)],
    [
      'differs from the drilled one',
      copy(artifact(2, { digests: ['sha256:bb'] })),
    ],
  ])('does not count a copy as proved that %s', (_, known) => {
    expect(rules([local, cloud], { copies: [known, fresh] }).copies).toEqual([
      3, 2,
    ]);
    const far = rules([{ ...local, offsite: true }, cloud], {
      copies: [fresh, known],
    });
    expect(far.offsite).toEqual([2, 1]);
  });

  it('counts no replica and no mirror, whatever it holds', () => {
    const replica = { ...cloud, role: 'replica' as const };
    const mirror = { ...cloud, role: 'mirror' as const };
    expect(rules([local, replica, mirror])).toEqual({
      copies: [2, 2],
      media: [1, null],
      offsite: [0, 0],
      immutable: [0, 0],
      errors: [null, 0],
    });
  });

  describe('of a medium that is carried away', () => {
    const away = (
      lastAt: string | null,
      missedSince: string | null = null,
    ) => ({
      custody: [null, { lastAt, nextDueAt: null, missedSince }],
    });
    const seen = { copies: [fresh, copy(artifact(30))] };

    it('takes the custody log for proof that it is off site and offline', () => {
      expect(rules([local, disk], { ...seen, ...away(hoursAgo(20)) })).toEqual({
        copies: [3, 3],
        media: [2, null],
        offsite: [1, 1],
        immutable: [1, 1],
        errors: [null, 0],
      });
    });

    it('takes it for no proof when a hand-over was missed or never written down', () => {
      for (const custody of [away(hoursAgo(300), hoursAgo(10)), away(null)]) {
        const judged = rules([local, disk], { ...seen, ...custody });
        expect(judged.offsite).toEqual([1, 0]);
        expect(judged.immutable).toEqual([1, 0]);
        expect(judged.copies).toEqual([3, 2]);
      }
    });

    it('wants to have seen a fresh backup on it before it left', () => {
      const stale = { copies: [fresh, copy(artifact(100))] };
      const judged = rules([local, disk], { ...stale, ...away(hoursAgo(20)) });
      expect(judged.copies).toEqual([3, 2]);
      expect(judged.offsite).toEqual([1, 1]);
    });
  });

  it('takes the errors from the newest drill that judged', () => {
    const failed = drill(3, {
      outcome: 'failed',
      checks: { pass: 9, fail: 2, warn: 1, skip: 0 },
    });
    const cut = drill(3, {
      outcome: 'failed',
      checks: { pass: 0, fail: 0, warn: 0, skip: 0 },
    });
    const errorsOf = (drills: JobFacts['drills']) =>
      rules([local], { drills }).errors;
    expect(errorsOf({ judged: failed })).toEqual([null, 2]);
    expect(errorsOf({ judged: cut })).toEqual([null, 1]);
    expect(errorsOf({})).toEqual([null, null]);
  });

  it('says what is counted, and what no machine can see', () => {
    expect(messageOf('copies', [local, cloud])).toBe(
      'The live data and 2 backup copies are declared; a fresh, whole backup was seen in 2 of them.',
    );
    expect(messageOf('media', [{ store: 'a', path: '*' }])).toBe(
      'No copy says what it lies on (copies[].medium), and no machine can see it.',
    );
    expect(messageOf('media', [local, cloud])).toBe(
      'Declared are disk, object storage, the live data being on disk. A medium is only ever declared: no machine can see it.',
    );
    expect(messageOf('immutable', [cloud])).toBe(
      '"cloud" is declared immutable, which is only ever declared: no store proves it from outside.',
    );
    expect(messageOf('errors', [cloud])).toBe(
      'The drill of 22 Nov found 0 errors; 12 checks passed.',
    );
  });

  it('tells the same by codes, for readers of other languages', () => {
    const bare = { store: 'a', path: '*' };
    expect(toldOf('copies', [local, disk])).toEqual([
      tell('rule-copies', { count: 2, seen: 1 }),
      tell('rule-not-in', { stores: ['usb'] }),
    ]);
    expect(toldOf('media', [bare])).toEqual([tell('rule-no-medium')]);
    expect(toldOf('media', [local, cloud])).toEqual([
      tell('rule-media', { media: ['disk', 'object storage'] }),
      tell('rule-media-declared'),
    ]);
    expect(toldOf('offsite', [bare])).toEqual([tell('rule-none-offsite')]);
    expect(toldOf('offsite', [cloud, disk])).toEqual([
      tell('rule-offsite', { count: 2 }),
      tell('rule-offsite-shown', { count: 1 }),
    ]);
    expect(toldOf('immutable', [bare])).toEqual([tell('rule-none-immutable')]);
    expect(toldOf('immutable', [cloud, disk])).toEqual([
      tell('rule-locked', { count: 1, stores: ['cloud'] }),
      tell('rule-carried', { count: 1, away: 0 }),
    ]);
    expect(toldOf('errors', [cloud])).toEqual([
      tell('rule-errors', { count: 0, on: expect.any(String) }),
      tell('rule-passed', { count: 12 }),
    ]);
  });
});
