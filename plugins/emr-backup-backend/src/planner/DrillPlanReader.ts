import type {
  DrillPlan,
  planQuerySchema,
  PlannedDrill,
  PoolBudget,
  Told,
} from '@emr-backup/plugin-emr-backup-common';
import type { z } from 'zod';
import type { DrillLimits } from '../config';
import { missingRunner, type RunnerRegistry } from '../runners';
import { toInstant } from '../time';
import { Calendar } from './Calendar';
import type { SharedPool } from './FairShare';
import { inTurns, type LongWork } from '../pace';
import type { RunnerPlaces } from './Lanes';
import { poolBudget, type BudgetedJob } from './poolBudget';
import { livingPlaces, sharedPools } from './sharedPools';
import { simulate, type SimulatedDrill, type SimulatedJob } from './simulate';
import type { ActiveEntry, Timetable, TimetableJob } from './Timetable';
import { waitingDrill } from './waitingDrill';

/** A validated query of the plan. */
export type PlanFilter = z.output<typeof planQuerySchema>;

/** The plan of a large fleet takes a second to work out; it is shown again for so long. */
const SHOWN_MS = 10_000;
const LARGE_FLEET = 2000;
/** The day a proof has to be renewed in. */
const GRACE_MS = 86_400_000;

interface WholePlan {
  items: PlannedDrill[];
  pools: PoolBudget[];
  until: string;
}

/** What will run when, by today's knowledge. */
export class DrillPlanReader {
  readonly #shown = new Map<number, { at: number; plan: Promise<WholePlan> }>();

  constructor(
    private readonly options: {
      timetable: Timetable;
      runners: RunnerRegistry;
      limits: DrillLimits;
    },
  ) {}

  async plan(filter: PlanFilter, now: Date): Promise<DrillPlan> {
    const { items, pools, until } = await this.#whole(filter.days, now);
    const found = items.filter(
      item =>
        (filter.job === undefined || item.job.ref === filter.job) &&
        (filter.clinic === undefined || item.clinic?.ref === filter.clinic) &&
        (filter.pool === undefined || item.pool === filter.pool),
    );
    return {
      items: found.slice(filter.offset, filter.offset + filter.limit),
      totalItems: found.length,
      pools: pools.filter(
        ({ pool }) => filter.pool === undefined || pool === filter.pool,
      ),
      until,
    };
  }

  async #whole(days: number, now: Date): Promise<WholePlan> {
    const shown = this.#shown.get(days);
    if (shown && now.getTime() - shown.at < SHOWN_MS) return shown.plan;
    const working = this.#workOut(days, now);
    this.#shown.set(days, { at: now.getTime(), plan: working });
    try {
      const plan = await working;
      if (plan.items.length < LARGE_FLEET) this.#shown.delete(days);
      return plan;
    } catch (error) {
      this.#shown.delete(days);
      throw error;
    }
  }

  async #workOut(days: number, now: Date): Promise<WholePlan> {
    const { timetable, limits } = this.options;
    const runners = livingPlaces(await this.options.runners.list());
    const entries = (await timetable.all()).filter(
      ({ state }) => state !== 'idle',
    );
    const active = new Map(
      (await timetable.active()).map(entry => [entry.jobRef, entry]),
    );
    return inTurns(
      workOut({
        entries,
        active,
        runners,
        pools: sharedPools(runners, await timetable.shortest()),
        limits,
        now,
        days,
      }),
    );
  }
}

/** What the plan is worked out from. */
interface PlannedWorld {
  entries: readonly TimetableJob[];
  active: ReadonlyMap<string, ActiveEntry>;
  runners: readonly RunnerPlaces[];
  pools: ReadonlyMap<string, SharedPool>;
  limits: DrillLimits;
  now: Date;
  days: number;
}

/** Why a drill cannot start. */
interface Refusal {
  message: string;
  told: Told[] | null;
}

function* workOut(world: PlannedWorld): LongWork<WholePlan> {
  const { active, runners, pools, limits, now, days } = world;
  const from = now.getTime();
  const until = from + days * GRACE_MS;
  const calendar = new Calendar(from, until);
  const known = new Map(
    [...world.entries, ...active.values()].map(entry => [entry.jobRef, entry]),
  );
  const refusals = new Map<string, Refusal>();
  const jobs: SimulatedJob[] = [];
  for (const entry of known.values()) {
    yield;
    const refusal =
      entry.reason && entry.nextAt === null
        ? { message: entry.reason, told: entry.told }
        : missing(entry, runners);
    if (refusal && !active.has(entry.jobRef))
      refusals.set(entry.jobRef, refusal);
    else jobs.push(simulatedJob(entry, active.get(entry.jobRef)));
  }
  const drills = yield* simulate(jobs, {
    runners,
    pools,
    limits,
    calendar,
    from,
    until,
  });
  const items: PlannedDrill[] = [];
  for (const drill of drills) {
    yield;
    items.push(itemOf(drill, known, until));
  }
  for (const [ref, refusal] of refusals) {
    const entry = known.get(ref) as TimetableJob;
    items.push(refusedItem(entry, refusal, { now, until }));
  }
  yield;
  items.sort(byStart);
  yield;
  const entries = [...known.values()];
  return {
    items,
    pools: budgets({ entries, drills, runners, calendar, days, from }),
    until: toInstant(until),
  };
}

function simulatedJob(
  entry: TimetableJob,
  active: ActiveEntry | undefined,
): SimulatedJob {
  return {
    ...waitingDrill(entry),
    dueAt: Date.parse(entry.dueAt ?? active?.active.since ?? ''),
    nextAt: entry.nextAt === null ? null : Date.parse(entry.nextAt),
    lateAt: entry.lateAt === null ? Infinity : Date.parse(entry.lateAt),
    rhythm: entry.rhythm,
    active: active
      ? {
          state: active.active.state,
          since: Date.parse(active.active.since),
        }
      : null,
  };
}

function missing(entry: TimetableJob, runners: readonly RunnerPlaces[]) {
  return missingRunner(
    entry,
    runners.map(runner => ({
      pools: [...runner.pools],
      engines: [...runner.engines],
      stores: [],
      keys: [],
    })),
  );
}

const shown = (entry: TimetableJob) => ({
  job: { ref: entry.jobRef, title: entry.title },
  clinic:
    entry.clinicRef === null
      ? null
      : { ref: entry.clinicRef, title: entry.clinicTitle ?? entry.clinicRef },
  pool: entry.pool,
  expectedSeconds: entry.expectedSeconds,
  basis: entry.basis,
});

function itemOf(
  { job, dueAt, startsAt, lateAt, active }: SimulatedDrill,
  known: ReadonlyMap<string, TimetableJob>,
  until: number,
): PlannedDrill {
  const entry = known.get(job.jobRef) as TimetableJob;
  const paused = entry.state === 'paused' && !active;
  return {
    ...shown(entry),
    dueAt: toInstant(dueAt),
    startsAt: startsAt === null ? null : toInstant(startsAt),
    inTime: (startsAt ?? until) <= lateAt,
    state: active ?? (paused ? 'paused' : 'planned'),
    reason: paused ? entry.reason : null,
    told: (paused && entry.told) || undefined,
  };
}

function refusedItem(
  entry: TimetableJob,
  { message, told }: Refusal,
  { now, until }: { now: Date; until: number },
): PlannedDrill {
  return {
    ...shown(entry),
    dueAt: entry.dueAt ?? toInstant(now),
    startsAt: null,
    inTime: entry.lateAt === null || Date.parse(entry.lateAt) > until,
    state: entry.state === 'paused' ? 'paused' : 'blocked',
    reason: message,
    told: told ?? undefined,
  };
}

const ORDER: readonly PlannedDrill['state'][] = ['running', 'queued'];

function byStart(one: PlannedDrill, other: PlannedDrill): number {
  const rank = ({ state, startsAt }: PlannedDrill) => {
    const place = ORDER.indexOf(state);
    if (place >= 0) return place;
    return startsAt === null ? ORDER.length + 1 : ORDER.length;
  };
  return (
    rank(one) - rank(other) ||
    compare(one.startsAt ?? one.dueAt, other.startsAt ?? other.dueAt) ||
    compare(one.job.ref, other.job.ref)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function budgets(world: {
  entries: readonly TimetableJob[];
  drills: readonly SimulatedDrill[];
  runners: readonly RunnerPlaces[];
  calendar: Calendar;
  days: number;
  from: number;
}): PoolBudget[] {
  const { entries, drills, runners, calendar, days, from } = world;
  const until = from + days * GRACE_MS;
  // What is late already has a day to be made good.
  const late = new Set(
    drills
      .filter(
        ({ startsAt, lateAt }) =>
          (startsAt ?? until) > Math.max(lateAt, from + GRACE_MS),
      )
      .map(({ job }) => job.jobRef),
  );
  const names = new Set([
    ...runners.flatMap(({ pools }) => pools),
    ...entries.map(({ pool }) => pool),
  ]);
  return [...names].sort().map(pool => {
    const own = runners.filter(({ pools }) => pools.includes(pool));
    const asked = entries.filter(
      entry => entry.pool === pool && entry.nextAt !== null,
    );
    const places = own.reduce((sum, runner) => sum + runner.places, 0);
    return poolBudget(
      {
        pool,
        runners: own.length,
        places,
        openSecondsPerDay: calendar.openSecondsPerDay(
          asked.map(({ rhythm }) => rhythm),
        ),
      },
      asked.map(
        (entry): BudgetedJob => ({
          job: { ref: entry.jobRef, title: entry.title },
          clinic: entry.clinicRef ?? entry.jobRef,
          rhythm: entry.rhythm,
          expectedSeconds: entry.expectedSeconds,
          late: late.has(entry.jobRef),
        }),
      ),
      days,
    );
  });
}
