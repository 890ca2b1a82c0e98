import {
  tell,
  type NamedRef,
  type PoolBudget,
  type Told,
} from '@emr-backup/plugin-emr-backup-common';
import { Duration } from 'luxon';
import { ageWords, parseWindow } from '../time';
import type { RememberedRhythm } from './Timetable';

/** A job of the pool, as its budget counts it. */
export interface BudgetedJob {
  job: NamedRef;
  /** Whom a missed drill leaves without proof; the job itself where no clinic is known. */
  clinic: string;
  rhythm: RememberedRhythm;
  expectedSeconds: number;
  /** Its proof will grow too old before its turn comes. */
  late: boolean;
}

/** What a pool has. */
export interface PoolPlaces {
  pool: string;
  runners: number;
  places: number;
  /** In which one place may begin drills. */
  openSecondsPerDay: number;
}

/** Whether the runners of a pool can do what is asked of them, and what they lack. */
export function poolBudget(
  { pool, runners, places, openSecondsPerDay }: PoolPlaces,
  jobs: readonly BudgetedJob[],
  days: number,
): PoolBudget {
  const late = jobs.filter(entry => entry.late);
  const needed = jobs.reduce(
    (sum, { expectedSeconds, rhythm }) =>
      sum + (expectedSeconds * 86_400) / rhythm.proofSeconds,
    0,
  );
  const available = places * openSecondsPerDay;
  const missed = late.reduce((sum, entry) => sum + entry.expectedSeconds, 0);
  const lacking = Math.max(needed - available, missed / days);
  const sufficient = late.length === 0 && needed <= available;
  const unit = jobs.length > 0 && jobs.every(isNightly) ? 'night' : 'day';
  return {
    pool,
    runners,
    places,
    neededSecondsPerDay: Math.round(needed),
    availableSecondsPerDay: Math.round(available),
    late: late.map(({ job }) => job),
    sufficient: sufficient && (places > 0 || jobs.length === 0),
    message: messageOf(),
    told: toldOf(),
  };

  function messageOf(): string {
    if (places === 0)
      return `No runner of pool "${pool}" is up: ${counted(
        jobs.length,
        'job is',
        'jobs are',
      )} not drilled.`;
    if (late.length > 0)
      return `${whoMisses(late)}; ${moreMinutes(
        lacking,
      )} a ${unit} are needed.`;
    if (!sufficient)
      return `Drills take ${ageWords(needed)} a ${unit} and have ${ageWords(
        available,
      )}; ${moreMinutes(
        lacking,
      )} a ${unit} are needed before proofs grow too old.`;
    return `Every drill of the next ${days} days has its turn in time: drills take ${ageWords(
      needed,
    )} a ${unit} and have ${ageWords(available)}.`;
  }

  function toldOf(): Told[] {
    if (places === 0)
      return [tell('pool-no-runner', { pool, count: jobs.length })];
    const minutes = tell('pool-lacking', {
      count: moreMinutesCount(lacking),
      per: unit,
    });
    if (late.length > 0) {
      const { clinics, turn } = missing(late);
      return [tell('pool-missed', { count: clinics, turn }), minutes];
    }
    const load = { needed, available, per: unit };
    return sufficient
      ? [tell('pool-enough', { ...load, count: days })]
      : [tell('pool-short', load), minutes];
  }
}

function whoMisses(late: readonly BudgetedJob[]): string {
  const { clinics, turn } = missing(late);
  const drill = turn === 'any' ? 'drill' : `${turn} drill`;
  return clinics === 1
    ? `1 clinic will miss its ${drill}`
    : `${clinics} clinics will miss their ${drill}`;
}

function missing(late: readonly BudgetedJob[]) {
  const turns = new Set(late.map(({ rhythm }) => turnOf(rhythm)));
  const [turn] = turns.size === 1 ? turns : (['any'] as const);
  return { clinics: new Set(late.map(({ clinic }) => clinic)).size, turn };
}

/** `monthly`, where people have a word for it. */
function turnOf({
  proofSeconds,
}: RememberedRhythm): 'daily' | 'weekly' | 'monthly' | 'any' {
  const days = Math.round(Duration.fromMillis(proofSeconds * 1000).as('days'));
  if (days === 1) return 'daily';
  if (days === 7) return 'weekly';
  return days >= 28 && days <= 31 ? 'monthly' : 'any';
}

function moreMinutesCount(seconds: number) {
  return Math.max(1, Math.ceil(seconds / 60));
}

function moreMinutes(seconds: number) {
  return `${moreMinutesCount(seconds)} more minutes`;
}

function counted(count: number, one: string, many: string) {
  return `${count} ${count === 1 ? one : many}`;
}

function isNightly({ rhythm }: BudgetedJob): boolean {
  if (!rhythm.window) return false;
  const { startMinute, endMinute } = parseWindow(rhythm.window);
  return startMinute >= endMinute;
}
