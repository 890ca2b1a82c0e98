import type { DrillLimits } from '../config';
import type { Calendar } from './Calendar';
import { FairShare, type SharedPool } from './FairShare';
import { Heap } from './Heap';
import type { LongWork } from '../pace';
import { Lanes, type RunnerPlaces } from './Lanes';
import type { RememberedRhythm } from './Timetable';
import { byTurn, type WaitingDrill } from './turns';

/** A job as the simulation takes it. Times in milliseconds since 1970. */
export interface SimulatedJob extends WaitingDrill {
  /** When its next drill may start; null: never by itself. */
  nextAt: number | null;
  /** When its proof grows too old; infinity when nothing is promised. */
  lateAt: number;
  rhythm: RememberedRhythm;
  /** A drill that is on its way already. */
  active: { state: 'queued' | 'running'; since: number } | null;
}

/** One drill of the plan. */
export interface SimulatedDrill {
  job: SimulatedJob;
  dueAt: number;
  /** Null: no turn before the plan ends. */
  startsAt: number | null;
  lateAt: number;
  active: 'queued' | 'running' | null;
}

/** A drill that is done a little late is still being done. */
const LEAST_REST_MS = 60_000;
/** The day a proof has to be renewed in. */
const GRACE_MS = 86_400_000;

interface Turn extends WaitingDrill {
  job: SimulatedJob;
  lateAt: number;
  queued: boolean;
  /** The share it waited for. */
  waitedFor?: string;
}

type Event =
  | { at: number; turn: Turn }
  | { at: number; ended: Turn; runner: RunnerPlaces };

/**
 * Plays the days to come through: every due drill takes its turn by the same
 * rules as the planner's, on the places that live now, for as long as it is
 * expected to take, and comes back when its rhythm comes round. Takes seconds
 * for a large fleet, and may be left after every event.
 */
export function* simulate(
  jobs: readonly SimulatedJob[],
  world: {
    runners: readonly RunnerPlaces[];
    pools: ReadonlyMap<string, SharedPool>;
    limits: DrillLimits;
    calendar: Calendar;
    from: number;
    until: number;
  },
): LongWork<SimulatedDrill[]> {
  const { runners, pools, limits, calendar, from, until } = world;
  const shares = new FairShare(limits, pools);
  const lanes = new Lanes<Turn>(runners, byQueueThenTurn);
  const parked = new Map<string, Heap<Turn>>();
  const events = new Heap<Event>((one, other) => one.at - other.at);
  const plan: SimulatedDrill[] = [];

  const begin = (turn: Turn, runner: RunnerPlaces, at: number) => {
    shares.take(turn);
    const { job } = turn;
    const running = job.active?.state === 'running' && turn.queued;
    const startsAt = running ? job.active?.since ?? at : at;
    const ends = startsAt + turn.expectedSeconds * 1000;
    events.push({
      at: running ? Math.max(ends, at + LEAST_REST_MS) : ends,
      ended: turn,
      runner,
    });
    plan.push({
      job,
      dueAt: turn.dueAt,
      startsAt,
      lateAt: turn.lateAt,
      active: turn.queued ? job.active?.state ?? null : null,
    });
    const dueAt = calendar.nextTurn(job.rhythm, startsAt);
    const opens = calendar.nextOpen(job.rhythm, dueAt);
    const lateAt = startsAt + job.rhythm.proofSeconds * 1000 + GRACE_MS;
    if (opens <= until)
      events.push({
        at: Math.max(opens, ends),
        turn: { ...turn, queued: false, dueAt, provenAt: startsAt, lateAt },
      });
  };
  /** Something with a place in this share ended: the first that waits for it comes back. */
  const unpark = (share: string) => {
    const turn = parked.get(share)?.pop();
    if (turn) lanes.add({ ...turn, waitedFor: share });
  };
  const park = (turn: Turn, share: string) => {
    const heap = parked.get(share) ?? new Heap<Turn>(byTurn);
    parked.set(share, heap);
    heap.push({ ...turn, waitedFor: undefined });
    if (turn.waitedFor && turn.waitedFor !== share) unpark(turn.waitedFor);
  };
  const dispatch = (at: number) => {
    for (let turn = lanes.next(); turn; turn = lanes.next()) {
      const opens = turn.queued ? at : calendar.nextOpen(turn.job.rhythm, at);
      const share = turn.queued ? undefined : shares.full(turn);
      if (opens > at) {
        if (opens <= until)
          events.push({ at: opens, turn: { ...turn, waitedFor: undefined } });
        else leftOver(turn);
        if (turn.waitedFor) unpark(turn.waitedFor);
      } else if (share === undefined) begin(turn, lanes.occupy(turn), at);
      else park(turn, share);
    }
  };
  function leftOver({ job, dueAt, lateAt }: Turn) {
    return plan.push({ job, dueAt, startsAt: null, lateAt, active: null });
  }

  for (const job of jobs) {
    if (job.active)
      events.push({ at: from, turn: { ...job, job, queued: true } });
    else if (job.nextAt !== null && job.nextAt <= until)
      events.push({
        at: Math.max(job.nextAt, from),
        turn: { ...job, job, queued: false },
      });
  }
  for (let event = events.pop(); event; event = events.pop()) {
    yield;
    const { at } = event;
    if (at > until) {
      if ('turn' in event) leftOver(event.turn);
      continue;
    }
    if ('turn' in event) lanes.add(event.turn);
    else {
      lanes.release(event.runner);
      for (const share of shares.give(event.ended)) unpark(share);
    }
    if (events.peek()?.at !== at) dispatch(at);
  }
  for (const turn of [...lanes.rest(), ...[...parked.values()].flatMap(rest)])
    leftOver(turn);
  return plan;
}

/** What runs and what is queued comes before everything that only waits. */
function byQueueThenTurn(one: Turn, other: Turn): number {
  return rank(one) - rank(other) || byTurn(one, other);
}

function rank({ queued, job }: Turn): number {
  if (!queued) return 2;
  return job.active?.state === 'running' ? 0 : 1;
}

function rest<T>(heap: Heap<T>): T[] {
  const items: T[] = [];
  for (let item = heap.pop(); item; item = heap.pop()) items.push(item);
  return items;
}
