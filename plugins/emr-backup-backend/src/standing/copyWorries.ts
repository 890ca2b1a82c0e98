import type { BackupCopy } from '@emr-backup/plugin-emr-backup-common';
import type { CopyFacts } from '../observation';
import { ageWords, dayWords, toInstant } from '../time';
import { agreementOf } from './agreement';
import { copyAge } from './backupAge';
import {
  drilledCopy,
  drilledCopyIndex,
  isBackup,
  type JobFacts,
} from './JobFacts';
import type { Worry } from './worries';

/** A copy with what the catalog says of it. */
interface Placed {
  copy: BackupCopy;
  known: CopyFacts;
  /** Ends every cause of this copy. */
  id: string;
}

/** Problems that lie with the store, whatever the job. */
const OF_THE_STORE = ['store-unreachable', 'store-missing', 'tool-missing'];

/** What the stores of a job show. A medium that is carried away is judged by its custody log instead. */
export function copyWorries(facts: JobFacts, now: Date): Worry[] {
  const worries: Worry[] = [];
  const index = drilledCopyIndex(facts.job);
  const placed = placedCopies(facts, index);
  for (const place of placed) {
    if (place.known.problem !== null) {
      worries.push(storeWorry(facts, place));
      continue;
    }
    if (!isBackup(place.copy)) continue;
    // What the drilled copy shows already is not told again of its followers.
    const told = new Set(worries.map(({ kind }) => kind));
    const own = [
      ...lateness(facts, place, now),
      ...content(facts, place, now),
    ].filter(({ kind }) => !told.has(kind));
    worries.push(...own, ...disagreement(facts, place));
  }
  return worries;
}

/** The drilled copy first. */
function placedCopies(facts: JobFacts, drilled: number): Placed[] {
  return facts.job.spec.copies
    .map((copy, index) => ({ copy, index, known: facts.copies[index] }))
    .sort(
      (one, other) =>
        Number(other.index === drilled) - Number(one.index === drilled),
    )
    .flatMap(({ copy, known }) =>
      known && !copy.custody
        ? [{ copy, known, id: `${copy.store}/${copy.path}` }]
        : [],
    );
}

function storeWorry({ job }: JobFacts, { copy, known, id }: Placed): Worry {
  const ofStore = OF_THE_STORE.includes(known.problemCode ?? '');
  return {
    kind: 'store-unreachable',
    cause: ofStore ? `store:${copy.store}` : `job:${job.ref}:unreadable:${id}`,
    since: known.problemSince ?? known.observedAt,
    message:
      known.problem ?? `The store "${copy.store}" could not be looked at.`,
    store: copy.store,
  };
}

/** Only a look after the due time proves that a backup did not come. */
function lateness(facts: JobFacts, place: Placed, now: Date): Worry[] {
  const { job } = facts;
  const { copy, known, id } = place;
  const age = copyAge(job, known, now);
  if (age.objectiveSeconds === null) return [];
  if (age.takenAt === null) {
    if (known.newest || known.firstObservedAt === null) return [];
    const waited = known.emptiedAt ?? known.firstObservedAt;
    const due =
      known.emptiedAt === null
        ? Date.parse(waited) + age.objectiveSeconds * 1000
        : Date.parse(waited);
    if (Date.parse(known.observedAt) < due) return [];
    return [
      {
        kind: 'backup-missing',
        cause: `job:${job.ref}:missing:${id}`,
        since: waited,
        message: `No backup lies in the store "${copy.store}" at "${copy.path}".`,
      },
    ];
  }
  const due = Date.parse(age.takenAt) + age.objectiveSeconds * 1000;
  if (!age.overdue || Date.parse(known.observedAt) < due) return [];
  return [
    {
      kind: 'backup-late',
      cause: `job:${job.ref}:late:${id}`,
      since: toInstant(due),
      message: `The newest backup in "${copy.store}" is ${ageWords(
        age.ageSeconds ?? 0,
      )} old; ${ageWords(age.objectiveSeconds)} is allowed.`,
    },
  ];
}

function content(facts: JobFacts, place: Placed, now: Date): Worry[] {
  const { job } = facts;
  const { newest } = place.known;
  if (!newest) return [];
  const named = `The newest backup in "${place.copy.store}", ${
    newest.name
  } of ${dayWords(newest.takenAt, job.timezone, now)},`;
  if (newest.hollow)
    return [
      {
        kind: 'hollow',
        cause: `job:${job.ref}:hollow:${place.id}`,
        since: newest.takenAt,
        message: `${named} holds nothing (${newest.bytes} bytes).`,
      },
    ];
  return newest.shrunk
    ? [
        {
          kind: 'shrunk',
          cause: `job:${job.ref}:shrunk:${place.id}`,
          since: newest.takenAt,
          message: `${named} is much smaller than the ones before it (${newest.bytes} bytes).`,
        },
      ]
    : [];
}

function disagreement(facts: JobFacts, { copy, known, id }: Placed): Worry[] {
  const drilled = drilledCopy(facts);
  if (known === drilled || agreementOf(known, drilled) !== 'differs') return [];
  return [
    {
      kind: 'copies-differ',
      cause: `job:${facts.job.ref}:differs:${id}`,
      since: known.newest?.takenAt ?? null,
      message: `A backup of one name is not the same in "${copy.store}" and in "${drilled?.store}", which is drilled.`,
    },
  ];
}
