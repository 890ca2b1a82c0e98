import {
  ALARM_SEVERITIES,
  type AlarmKind,
} from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import type { Worry } from '../standing';
import { KIND_POLICIES } from './kinds';

/** A job as an alarm remembers it. */
export type ConcernedJob = Pick<
  KnownJob,
  'ref' | 'title' | 'clinicRef' | 'clinicTitle' | 'owner' | 'operatedBy'
>;

/** One cause of worry as it is now, with every job behind which it lies. */
export interface Concern {
  cause: string;
  kind: AlarmKind;
  message: string;
  /** Since when, as far as it is known. */
  since: string | null;
  store: string | null;
  drillId: string | null;
  jobs: ConcernedJob[];
}

/** What is known about one job. */
export interface WorriedJob {
  job: ConcernedJob;
  worries: readonly Worry[];
}

/** What is wrong now, and which causes cannot be judged now. */
export interface Concerns {
  concerns: Concern[];
  /** An alarm of such a cause stays as it is: nobody could look. */
  isUnjudged: (cause: string) => boolean;
}

/** Families whose facts come from looking into a store: while it cannot be reached, they are old. */
const SEEN_IN_STORE = ['age', 'content', 'copies'];

/**
 * A worry of one job names the job, the word of its kind and the place: kinds
 * of one family in one place are one cause, so that a late backup that is
 * missing later is not told as recovered. Any other cause may be shared.
 */
function causeOf(jobRef: string, { cause, kind }: Worry): string {
  const own = `job:${jobRef}:`;
  if (!cause.startsWith(own)) return cause;
  const [, ...place] = cause.slice(own.length).split(':');
  return ofFamily(jobRef, KIND_POLICIES[kind].family, place.join(':'));
}

function ofFamily(jobRef: string, family: string, place: string): string {
  return `job:${jobRef}:${family}:${place}`;
}

const rank = (kind: AlarmKind) =>
  ALARM_SEVERITIES.indexOf(KIND_POLICIES[kind].severity);

/** Whether an alarm that becomes this kind has become worse. */
export const isWorse = (kind: AlarmKind, than: AlarmKind): boolean =>
  rank(kind) < rank(than);

/** Gathers the worries of all jobs into causes. */
export function concernsOf(worried: readonly WorriedJob[]): Concerns {
  const causes = new Map<string, Concern>();
  const unjudged: string[] = [];
  for (const { job, worries } of worried)
    for (const worry of worries) {
      add(causes, causeOf(job.ref, worry), job, worry);
      if (worry.kind === 'store-unreachable')
        for (const family of SEEN_IN_STORE)
          unjudged.push(ofFamily(job.ref, family, `${worry.store}/`));
    }
  return {
    concerns: [...causes.values()],
    isUnjudged: cause => unjudged.some(start => cause.startsWith(start)),
  };
}

function add(
  causes: Map<string, Concern>,
  cause: string,
  job: ConcernedJob,
  worry: Worry,
): void {
  const known = causes.get(cause);
  const worst = !known || isWorse(worry.kind, known.kind);
  const told = worst ? asConcern(cause, worry) : known;
  const jobs = known?.jobs ?? [];
  causes.set(cause, {
    ...told,
    since: earliest(known?.since ?? null, worry.since),
    jobs: jobs.some(({ ref }) => ref === job.ref) ? jobs : [...jobs, job],
  });
}

function asConcern(cause: string, worry: Worry): Omit<Concern, 'jobs'> {
  return {
    cause,
    kind: worry.kind,
    message: worry.message,
    since: worry.since,
    store: worry.store ?? null,
    drillId: worry.drillId ?? null,
  };
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
