import {
  tell,
  type BackupCopy,
  type CopyRule,
  type CopyRuleResult,
  type Told,
} from '@emr-backup/plugin-emr-backup-common';
import type { CustodyFacts } from '../custody';
import type { CopyFacts } from '../observation';
import { dayWords } from '../time';
import { agreementOf } from './agreement';
import { allowedAge, copyAge } from './backupAge';
import { drilledCopy, isBackup, type JobFacts } from './JobFacts';
import { drillTime } from './judgeJob';

/** The 3-2-1-1-0 rule. */
const WANTED: Record<CopyRule, number> = {
  copies: 3,
  media: 2,
  offsite: 1,
  immutable: 1,
  errors: 0,
};

/** What the server of the live data runs on. */
const LIVE_MEDIUM = 'disk';

interface Placed {
  copy: BackupCopy;
  known: CopyFacts | undefined;
  custody: CustodyFacts | null;
}

/**
 * How a job keeps the 3-2-1-1-0 rule: what its catalog entry declares, and
 * apart from it what a machine saw or restored. Replicas and mirrors are no
 * backups and count nowhere; the live data counts as one copy.
 */
export function copyRules(facts: JobFacts, now: Date): CopyRuleResult[] {
  const placed: Placed[] = facts.job.spec.copies
    .map((copy, index) => ({
      copy,
      known: facts.copies[index],
      custody: facts.custody[index] ?? null,
    }))
    .filter(({ copy }) => isBackup(copy));
  return [
    copies(facts, placed, now),
    media(placed),
    offsite(facts, placed, now),
    immutable(placed),
    errors(facts, now),
  ];
}

function copies(
  facts: JobFacts,
  placed: readonly Placed[],
  now: Date,
): CopyRuleResult {
  const good = placed.filter(place => isSeenGood(facts, place, now));
  const unseen = placed.filter(place => !good.includes(place));
  return result(
    'copies',
    1 + placed.length,
    1 + good.length,
    [
      `The live data and ${counted(
        placed.length,
        'backup copy',
        'backup copies',
      )} are declared; a fresh, whole backup was seen in ${
        good.length
      } of them.`,
      unseen.length > 0 ? `Not in ${storesOf(unseen)}.` : '',
    ],
    [
      tell('rule-copies', { count: placed.length, seen: good.length }),
      ...(unseen.length > 0
        ? [tell('rule-not-in', { stores: storeNames(unseen) })]
        : []),
    ],
  );
}

function media(placed: readonly Placed[]): CopyRuleResult {
  const named = placed.flatMap(({ copy }) => copy.medium?.trim() ?? []);
  const distinct = new Set(
    [LIVE_MEDIUM, ...named].map(name => name.toLocaleLowerCase('en-US')),
  );
  if (named.length === 0)
    return result(
      'media',
      null,
      null,
      [
        'No copy says what it lies on (copies[].medium), and no machine can see it.',
      ],
      [tell('rule-no-medium')],
    );
  return result(
    'media',
    distinct.size,
    null,
    [
      `Declared are ${[...distinct].join(
        ', ',
      )}, the live data being on ${LIVE_MEDIUM}.`,
      'A medium is only ever declared: no machine can see it.',
    ],
    [tell('rule-media', { media: [...distinct] }), tell('rule-media-declared')],
  );
}

function offsite(
  facts: JobFacts,
  placed: readonly Placed[],
  now: Date,
): CopyRuleResult {
  const declared = placed.filter(({ copy }) => copy.offsite || copy.custody);
  const proved = declared.filter(place =>
    place.copy.custody ? isAway(place) : isSeenGood(facts, place, now),
  );
  if (declared.length === 0)
    return result(
      'offsite',
      0,
      0,
      ['No backup copy is declared off site.'],
      [tell('rule-none-offsite')],
    );
  return result(
    'offsite',
    declared.length,
    proved.length,
    [
      `${counted(
        declared.length,
        'copy is',
        'copies are',
      )} declared off site; ${proved.length} of them ${
        proved.length === 1 ? 'is' : 'are'
      } shown to be there, by a fresh backup seen in the store or by the custody log.`,
    ],
    [
      tell('rule-offsite', { count: declared.length }),
      tell('rule-offsite-shown', { count: proved.length }),
    ],
  );
}

/** No store here can prove that nobody can delete from it; a medium that is carried away is offline by its log. */
function immutable(placed: readonly Placed[]): CopyRuleResult {
  const locked = placed.filter(({ copy }) => copy.immutable);
  const carried = placed.filter(({ copy }) => copy.custody);
  const declared = placed.filter(
    ({ copy }) => copy.immutable || copy.custody,
  ).length;
  if (declared === 0)
    return result(
      'immutable',
      0,
      0,
      ['No backup copy is declared immutable, and none is carried away.'],
      [tell('rule-none-immutable')],
    );
  const away = carried.filter(isAway);
  return result(
    'immutable',
    declared,
    carried.length === 0 ? null : away.length,
    [
      locked.length > 0
        ? `${storesOf(locked)} ${
            locked.length === 1 ? 'is' : 'are'
          } declared immutable, which is only ever declared: no store proves it from outside.`
        : '',
      carried.length > 0
        ? `Of ${counted(
            carried.length,
            'carried medium',
            'carried media',
          )} the custody log shows ${away.length} to be away.`
        : '',
    ],
    [
      ...(locked.length > 0
        ? [
            tell('rule-locked', {
              count: locked.length,
              stores: storeNames(locked),
            }),
          ]
        : []),
      ...(carried.length > 0
        ? [tell('rule-carried', { count: carried.length, away: away.length })]
        : []),
    ],
  );
}

function errors({ job, drills }: JobFacts, now: Date): CopyRuleResult {
  const { judged } = drills;
  if (!judged)
    return result(
      'errors',
      null,
      null,
      ['No drill has judged a backup yet.'],
      [tell('rule-no-drill')],
    );
  const { fail, pass } = judged.checks;
  const found = judged.outcome === 'failed' ? Math.max(fail, 1) : fail;
  return result(
    'errors',
    null,
    found,
    [
      `The drill of ${dayWords(
        drillTime(judged),
        job.timezone,
        now,
      )} found ${counted(found, 'error', 'errors')}; ${counted(
        pass,
        'check',
        'checks',
      )} passed.`,
    ],
    [
      tell('rule-errors', { count: found, on: drillTime(judged) }),
      tell('rule-passed', { count: pass }),
    ],
  );
}

/** Whether a look found a backup in it that is fresh by the schedule, holds something, and is the one that is drilled. */
function isSeenGood(facts: JobFacts, place: Placed, now: Date): boolean {
  const { copy, known } = place;
  if (!known?.newestGood) return false;
  if (copy.custody) return isAway(place) && wasFreshWhenCarried(facts, place);
  return (
    known.problem === null &&
    !known.newest?.hollow &&
    copyAge(facts.job, known, now).overdue === false &&
    agreementOf(known, drilledCopy(facts)) !== 'differs'
  );
}

/** What is carried away cannot be fresher than the day it left. */
function wasFreshWhenCarried(
  { job }: JobFacts,
  { known, custody }: Placed,
): boolean {
  const takenAt = known?.newestGood?.takenAt;
  const left = custody?.lastAt;
  if (!takenAt || !left) return false;
  const allowed = allowedAge({ job }, takenAt, new Date(left));
  return (
    allowed !== null && Date.parse(left) - Date.parse(takenAt) <= allowed * 1000
  );
}

function isAway({ custody }: Placed): boolean {
  return Boolean(custody?.lastAt) && custody?.missedSince === null;
}

function storeNames(placed: readonly Placed[]) {
  return placed.map(({ copy }) => copy.store);
}

function storesOf(placed: readonly Placed[]) {
  return storeNames(placed)
    .map(name => `"${name}"`)
    .join(', ');
}

function counted(count: number, one: string, many: string) {
  return `${count} ${count === 1 ? one : many}`;
}

function result(
  rule: CopyRule,
  declared: number | null,
  proved: number | null,
  sentences: readonly string[],
  told: Told[],
): CopyRuleResult {
  return {
    rule,
    wanted: WANTED[rule],
    declared,
    proved,
    message: sentences.filter(Boolean).join(' '),
    told,
  };
}
