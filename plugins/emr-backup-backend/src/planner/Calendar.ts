import { DateTime, Duration } from 'luxon';
import { nextCron, openTimes, parseWindow, type OpenTime } from '../time';
import type { RememberedRhythm } from './Timetable';

/**
 * Windows and cron lines over the days of a plan. Each line and window is read
 * once, however many jobs have it.
 */
export class Calendar {
  readonly #open = new Map<string, OpenTime[]>();
  readonly #firings = new Map<string, number[]>();
  readonly #durations = new Map<string, Duration>();

  constructor(private readonly from: number, private readonly until: number) {}

  /** The time itself when the window is open then, else the next opening; beyond the plan: infinity. */
  nextOpen({ window, zone }: RememberedRhythm, at: number): number {
    if (!window) return at;
    const key = `${window} ${zone}`;
    let times = this.#open.get(key);
    if (!times) {
      times = this.#openTimes(window, zone);
      this.#open.set(key, times);
    }
    const next = times[firstIndex(times, time => time.until > at)];
    return next ? Math.max(next.from, at) : Infinity;
  }

  /** When the rhythm comes round again after a drill; beyond the plan: infinity. */
  nextTurn(rhythm: RememberedRhythm, after: number): number {
    const { every, cron, followsSeconds, zone } = rhythm;
    if (every)
      return DateTime.fromMillis(after, { zone })
        .plus(this.#duration(every))
        .toMillis();
    if (cron) {
      const firings = this.#firingsOf(cron, zone);
      const next = firings[firstIndex(firings, at => at > after)];
      return next ?? Infinity;
    }
    return followsSeconds ? after + followsSeconds * 1000 : Infinity;
  }

  /** Seconds a day in which at least one of the windows is open. */
  openSecondsPerDay(rhythms: readonly RememberedRhythm[]): number {
    if (rhythms.some(({ window }) => !window)) return 86_400;
    const times = new Map(
      rhythms.map(({ window = '', zone }) => [
        `${window} ${zone}`,
        { window, zone },
      ]),
    );
    const all = [...times.values()]
      .flatMap(({ window, zone }) => this.#openTimes(window, zone))
      .sort((one, other) => one.from - other.from);
    let open = 0;
    let end = this.from;
    for (const time of all) {
      const start = Math.max(time.from, end);
      const stop = Math.min(time.until, this.until);
      if (stop > start) open += stop - start;
      end = Math.max(end, stop);
    }
    const days = (this.until - this.from) / 86_400_000;
    return Math.round(open / 1000 / days);
  }

  #openTimes(window: string, zone: string): OpenTime[] {
    const times: OpenTime[] = [];
    for (const time of openTimes(
      parseWindow(window),
      zone,
      new Date(this.from),
    )) {
      if (time.from > this.until) return times;
      times.push(time);
    }
    return times;
  }

  #firingsOf(cron: string, zone: string): number[] {
    const key = `${cron} ${zone}`;
    let firings = this.#firings.get(key);
    if (!firings) {
      firings = [];
      this.#firings.set(key, firings);
      let at = new Date(this.from);
      while (at.getTime() <= this.until) {
        at = nextCron(cron, zone, at);
        firings.push(at.getTime());
      }
    }
    return firings;
  }

  #duration(every: string): Duration {
    const known = this.#durations.get(every) ?? Duration.fromISO(every);
    this.#durations.set(every, known);
    return known;
  }
}

/** Where in a sorted list the condition begins to hold. */
function firstIndex<T>(
  items: readonly T[],
  holds: (item: T) => boolean,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
