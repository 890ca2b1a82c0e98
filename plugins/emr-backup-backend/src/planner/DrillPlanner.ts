import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { DrillLimits } from '../config';
import type { DrillDesk } from '../drills';
import type { RunnerRegistry } from '../runners';
import { Calendar } from './Calendar';
import { catchUp, wasAway } from './catchUp';
import type { ChangedJobs } from './ChangedJobs';
import { chooseDrills } from './chooseDrills';
import type { RunnerPlaces } from './Lanes';
import type { PlannerLease } from './PlannerLease';
import { isServed, livingPlaces, sharedPools } from './sharedPools';
import type { Timetable, TimetableJob } from './Timetable';
import type { TimetableKeeper } from './TimetableKeeper';
import { waitingDrill } from './waitingDrill';

/** Every window opens once a day, but for the night in which the clocks leave its hour out. */
const WINDOWS_AHEAD_MS = 3 * 86_400_000;

/** When windows close on a whole fleet, the rest waits for the next ticks: until then it is only read in vain. */
const POSTPONED_AT_ONCE = 5000;

/** Queues the drills that are due, in the order of their turns, as many as can soon run. */
export class DrillPlanner {
  /** What was looked at up to here; null until this process plans. */
  #since: Date | null = null;
  #runners = '';
  #ticking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: {
      lease: PlannerLease;
      changed: ChangedJobs;
      keeper: TimetableKeeper;
      timetable: Timetable;
      runners: RunnerRegistry;
      desk: DrillDesk;
      limits: DrillLimits;
      logger: LoggerService;
    },
  ) {}

  /** One look. Answers the jobs whose drills were queued. Looks follow each other: an older one never overwrites what a newer one found. */
  tick(now: Date): Promise<string[]> {
    const look = this.#ticking.then(() => this.#look(now));
    this.#ticking = look.catch(() => {});
    return look;
  }

  async #look(now: Date): Promise<string[]> {
    const held = await this.options.lease.hold(now);
    if (!held) {
      this.#since = null;
      return [];
    }
    const runners = livingPlaces(await this.options.runners.list());
    await this.#lookAgain(runners, held.lastTick, now);
    if (held.lastTick && wasAway(held.lastTick, now))
      await this.#spread(held.lastTick, now);
    const due = await this.#open(await this.options.timetable.due(now), now);
    return due.length > 0 ? this.#queue(due, runners, now) : [];
  }

  /** Another replica plans from now on. */
  async stop(): Promise<void> {
    await this.#ticking;
    await this.options.lease.release();
  }

  /** Works out anew what may have changed, by whomever. */
  async #lookAgain(
    runners: readonly RunnerPlaces[],
    lastTick: Date | null,
    now: Date,
  ): Promise<void> {
    const { changed, keeper } = this.options;
    const since = this.#since ?? lastTick;
    if (since) await changed.note(since);
    const living = JSON.stringify(runners);
    if (living !== this.#runners) await changed.noteBlocked();
    await keeper.workOut(await changed.next(now), now);
    this.#runners = living;
    this.#since = now;
  }

  /** What was missed is caught up once, the oldest proof first. */
  async #spread(lastTick: Date, now: Date): Promise<void> {
    const { timetable } = this.options;
    const missed = await timetable.dueSince(lastTick, now);
    const turns = catchUp(missed, lastTick, now).map(turn => ({
      ...turn,
      nextAt: turn.notBefore,
    }));
    await timetable.postpone(turns);
  }

  /** A drill that found no place before its window closed waits for the next one. */
  async #open(
    due: readonly TimetableJob[],
    now: Date,
  ): Promise<TimetableJob[]> {
    const at = now.getTime();
    const calendar = new Calendar(at, at + WINDOWS_AHEAD_MS);
    const open: TimetableJob[] = [];
    const closed: { jobRef: string; nextAt: Date }[] = [];
    for (const job of due) {
      const nextAt = calendar.nextOpen(job.rhythm, at);
      if (nextAt > at)
        closed.push({ jobRef: job.jobRef, nextAt: new Date(nextAt) });
      else open.push(job);
    }
    await this.options.timetable.postpone(closed.slice(0, POSTPONED_AT_ONCE));
    return open;
  }

  async #queue(
    due: readonly TimetableJob[],
    runners: readonly RunnerPlaces[],
    now: Date,
  ): Promise<string[]> {
    const { timetable, keeper, limits } = this.options;
    const active = (await timetable.active()).map(job => ({
      ...waitingDrill(job),
      state: job.active.state,
    }));
    const chosen = chooseDrills(
      due.map(waitingDrill).filter(drill => isServed(drill, runners)),
      {
        active,
        limits,
        pools: sharedPools(runners, await timetable.shortest()),
      },
    );
    // A drill of one of them may have ended since they were read: asked again, right before.
    const asked = await keeper.workOut(
      chosen.map(({ jobRef }) => jobRef),
      now,
    );
    const isDue = new Set(
      asked
        .filter(({ nextAt }) => nextAt !== null && new Date(nextAt) <= now)
        .map(({ jobRef }) => jobRef),
    );
    const queued: string[] = [];
    for (const { jobRef } of chosen) {
      // Each a moment later than the one before: whoever sorts by time keeps the order.
      const at = new Date(now.getTime() + queued.length);
      if (isDue.has(jobRef) && (await this.#start(jobRef, at)))
        queued.push(jobRef);
    }
    return queued;
  }

  /** One that cannot be queued is tried again at the next tick; the others go on. */
  async #start(jobRef: string, now: Date): Promise<boolean> {
    const { desk, logger } = this.options;
    try {
      await desk.startByRef(jobRef, { startedBy: 'schedule', now });
      return true;
    } catch (error) {
      logger.warn(
        `The drill of ${jobRef} could not be queued (${toError(error).name}).`,
      );
      return false;
    }
  }
}
