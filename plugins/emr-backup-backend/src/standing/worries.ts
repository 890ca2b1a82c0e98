import type { AlarmKind } from '@emr-backup/plugin-emr-backup-common';
import { copyWorries } from './copyWorries';
import { drillWorries } from './drillWorries';
import { isBackup, type JobFacts } from './JobFacts';
import { vendorsWord } from './judgeJob';

/** One thing somebody should be told about a job. */
export interface Worry {
  kind: AlarmKind;
  /**
   * Names the cause, the same as long as it lasts. Jobs that worry about one
   * cause, such as a store nobody can reach, name the same.
   */
  cause: string;
  /** Since when, as far as it can be known. */
  since: string | null;
  /** One plain sentence. */
  message: string;
  /** The store that is the cause. */
  store?: string;
  /** The drill that showed it. */
  drillId?: string;
}

/**
 * What is wrong with a job now, as far as its stores, its custody log, its
 * drills and app-config tell. A pure function: whoever tells people remembers
 * what was told.
 */
export function worriesOf(facts: JobFacts, now: Date): Worry[] {
  if (!facts.job.spec.copies.some(isBackup)) return [noOwnCopy(facts)];
  return [
    ...copyWorries(facts, now),
    ...custodyWorries(facts),
    ...keyWorries(facts),
    ...drillWorries(facts, now),
  ];
}

function noOwnCopy(facts: JobFacts): Worry {
  return {
    kind: 'vendors-word',
    cause: `job:${facts.job.ref}:vendors-word`,
    since: facts.job.firstSeenAt,
    message: vendorsWord(facts),
  };
}

function custodyWorries({ job, custody }: JobFacts): Worry[] {
  return job.spec.copies.flatMap((copy, index): Worry[] => {
    const missedSince = custody[index]?.missedSince;
    if (!missedSince) return [];
    const medium = copy.medium ?? 'medium';
    const last = custody[index]?.lastAt;
    return [
      {
        kind: 'custody-missed',
        cause: `job:${job.ref}:custody:${copy.store}/${copy.path}`,
        since: missedSince,
        message: last
          ? `The ${medium} of "${copy.store}" did not change hands when it was due.`
          : `The custody log holds no hand-over of the ${medium} of "${copy.store}", and one was due.`,
      },
    ];
  });
}

/** Jobs opened by one key share its loss. */
function keyWorries({ job, problems }: JobFacts): Worry[] {
  return problems
    .filter(({ code }) => code === 'key-unavailable')
    .map(({ message }) => ({
      kind: 'key-missing',
      cause: `key:${job.spec.key}`,
      since: null,
      message,
    }));
}
