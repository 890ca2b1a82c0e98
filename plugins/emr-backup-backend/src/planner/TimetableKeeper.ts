import { tell } from '@emr-backup/plugin-emr-backup-common';
import type { InventoryStore, KnownJob } from '../inventory';
import type { DrillRoute } from '../queue';
import {
  drillBasis,
  drilledCopy,
  drilledCopyIndex,
  drillDueAt,
  drillZone,
  hasRhythm,
  nextDrillAt,
  proofExpirySeconds,
  proofSeconds,
  rhythmWords,
  type JobFacts,
  type JobReader,
} from '../standing';
import { toInstant } from '../time';
import type { DrillEstimates } from './DrillEstimates';
import type { Estimate } from './estimate';
import type { RememberedRhythm, Timetable, TimetableEntry } from './Timetable';

/** Runners come and go by the minute: who may run a drill is asked at each tick, not remembered. */
const ABOUT_RUNNERS = 'no-runner';

const UNKNOWN: Estimate = { seconds: 600, basis: 'assumed' };

/** Works out when the next drill of jobs may start, by the same rules as their pages show. */
export class TimetableKeeper {
  constructor(
    private readonly options: {
      known: InventoryStore;
      jobs: JobReader;
      estimates: DrillEstimates;
      timetable: Timetable;
      routeOf: (job: KnownJob) => DrillRoute;
    },
  ) {}

  /** Jobs that are gone are forgotten. */
  async workOut(
    jobRefs: readonly string[],
    now: Date,
  ): Promise<TimetableEntry[]> {
    const { known, jobs, estimates, timetable } = this.options;
    if (jobRefs.length === 0) return [];
    const found = await known.jobsByRef(jobRefs);
    const facts = await jobs.facts(found, now);
    const expected = await estimates.of(
      facts.map(entry => ({
        jobRef: entry.job.ref,
        product: entry.job.product,
        bytes: drilledCopy(entry)?.newest?.bytes ?? null,
      })),
      now,
    );
    const entries = facts.map(entry =>
      this.#entry(entry, expected.get(entry.job.ref) ?? UNKNOWN, now),
    );
    await timetable.remember(entries, now);
    const there = new Set(found.map(({ ref }) => ref));
    await timetable.forget(jobRefs.filter(ref => !there.has(ref)));
    return entries;
  }

  #entry(facts: JobFacts, expected: Estimate, now: Date): TimetableEntry {
    const { job, drills, schedule } = facts;
    const route = this.options.routeOf(job);
    const provenAt =
      drills.passed?.startedAt ?? drills.passed?.queuedAt ?? null;
    const copy = job.spec.copies[drilledCopyIndex(job)];
    const turn = turnOf(facts, now);
    return {
      jobRef: job.ref,
      fingerprint: job.fingerprint,
      pool: route.pool,
      engine: route.engine,
      store: copy?.store ?? null,
      notBefore: schedule?.notBefore ?? null,
      provenAt,
      lateAt: hasRhythm(job.spec.drill)
        ? toInstant(
            Date.parse(provenAt ?? job.firstSeenAt) +
              proofExpirySeconds(job) * 1000,
          )
        : null,
      expectedSeconds: expected.seconds,
      basis: expected.basis,
      ...turn,
      // What keeps a job from drills may be a window or cron line nobody can read.
      rhythm: rhythmOf(job, turn.state !== 'blocked'),
    };
  }
}

type Turn = Pick<
  TimetableEntry,
  'dueAt' | 'nextAt' | 'state' | 'reason' | 'told'
>;

function turnOf(facts: JobFacts, now: Date): Turn {
  const { job, schedule } = facts;
  const nothing = { dueAt: null, nextAt: null };
  if (!hasRhythm(job.spec.drill))
    return { ...nothing, state: 'idle', reason: null, told: null };
  const problem = facts.problems.find(({ code }) => code !== ABOUT_RUNNERS);
  if (problem)
    return {
      ...nothing,
      state: 'blocked',
      reason: problem.message,
      told: [{ code: problem.code, values: {} }],
    };
  if (!drilledCopy(facts)?.newest)
    return {
      ...nothing,
      state: 'blocked',
      reason: 'No backup was seen in the copy that is drilled.',
      told: [tell('plan-no-backup')],
    };
  const basis = drillBasis(facts);
  const due = drillDueAt(job, basis);
  const next = nextDrillAt(job, basis, now);
  const paused = schedule?.holds.paused;
  return {
    dueAt: due && toInstant(due),
    nextAt: next && toInstant(next),
    state: paused ? 'paused' : 'planned',
    reason: paused ? `Paused by ${paused.by}: ${paused.reason}` : null,
    told: paused
      ? [tell('plan-paused', { by: paused.by, reason: paused.reason })]
      : null,
  };
}

function rhythmOf(job: KnownJob, readable: boolean): RememberedRhythm {
  const policy = readable ? job.spec.drill : undefined;
  const { every, cron, after, window } = policy ?? {};
  return {
    every,
    cron,
    followsSeconds: after ? proofSeconds(job) : undefined,
    window,
    zone: drillZone(job),
    proofSeconds: proofSeconds(job),
    words: rhythmWords(job.spec.drill) ?? '',
  };
}
