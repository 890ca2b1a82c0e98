import { DateTime } from 'luxon';
import type { DayCell } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { allowedAge } from './backupAge';

/** Days of the strip, today included. */
export const STRIP_DAYS = 28;

/** What happened to one job's drilled copy. */
export interface StripFacts {
  job: KnownJob;
  /** Null when the copy was never seen. */
  firstObservedAt: string | null;
  backups: readonly { takenAt: string; hollow: boolean }[];
  /** In the order they ended. */
  drills: readonly { outcome: string; at: string }[];
}

/** One day of a strip, in the zone it was made for. */
export interface StripDay {
  date: string;
  /** Epoch milliseconds; the day goes up to, and does not hold, `to`. */
  from: number;
  to: number;
}

/**
 * The last 28 days in a zone, oldest first. Made once for all jobs of a zone:
 * working out where days begin costs more than everything else of a strip.
 */
export function stripDays(timezone: string, now: Date): StripDay[] {
  const today = DateTime.fromJSDate(now).setZone(timezone).startOf('day');
  const starts = Array.from({ length: STRIP_DAYS + 1 }, (_, index) =>
    today.minus({ days: STRIP_DAYS - 1 - index }),
  );
  return starts.slice(0, STRIP_DAYS).map((start, index) => ({
    date: start.toISODate() ?? '',
    from: start.toMillis(),
    to: starts[index + 1].toMillis(),
  }));
}

/** The last 28 days in the clinic's zone, oldest first. */
export function jobStrip(
  facts: StripFacts,
  now: Date,
  days: readonly StripDay[] = stripDays(facts.job.timezone, now),
): DayCell[] {
  const backups = facts.backups.map(({ takenAt, hollow }) => ({
    at: Date.parse(takenAt),
    takenAt,
    hollow,
  }));
  const good = backups
    .filter(backup => !backup.hollow)
    .sort((one, other) => one.at - other.at);
  const drills = facts.drills.map(({ outcome, at }) => ({
    outcome,
    at: Date.parse(at),
  }));
  return days.map(day => {
    const within = ({ at }: { at: number }) => at >= day.from && at < day.to;
    const end = new Date(Math.min(day.to - 1, now.getTime()));
    return {
      date: day.date,
      backup: backupOfDay(facts, {
        good: good.some(within),
        some: backups.some(within),
        newest: good.filter(({ at }) => at <= end.getTime()).at(-1)?.takenAt,
        end,
      }),
      drill: drillOfDay(drills.filter(within)),
    };
  });
}

/** The strip of a clinic nobody backs up. */
export const unknownStrip = (timezone: string, now: Date): DayCell[] =>
  stripDays(timezone, now).map(({ date }) => ({
    date,
    backup: 'unknown',
    drill: null,
  }));

/** `missed` needs proof that a backup was due: the newest one was too old at the end of the day, and we were looking. */
function backupOfDay(
  { firstObservedAt, job }: StripFacts,
  day: { good: boolean; some: boolean; newest: string | undefined; end: Date },
): DayCell['backup'] {
  if (day.good) return 'observed';
  if (day.some) return 'hollow';
  const { newest, end } = day;
  if (firstObservedAt === null || end.getTime() < Date.parse(firstObservedAt))
    return 'unknown';
  if (newest === undefined) return 'missed';
  const allowed = allowedAge({ job }, newest, end);
  const age = (end.getTime() - Date.parse(newest)) / 1000;
  return allowed !== null && age > allowed ? 'missed' : 'unknown';
}

/** The last judged drill of the day; `error` only when nothing was judged. */
function drillOfDay(drills: readonly { outcome: string }[]): DayCell['drill'] {
  const judged = drills
    .map(drill => drill.outcome)
    .filter(outcome => outcome === 'passed' || outcome === 'failed')
    .pop();
  if (judged === 'passed' || judged === 'failed') return judged;
  return drills.some(drill => drill.outcome === 'error') ? 'error' : null;
}

const BACKUP_WORST_FIRST = ['hollow', 'missed', 'observed', 'unknown'] as const;
const DRILL_WORST_FIRST = ['failed', 'error', 'passed'] as const;

/** The strips of several jobs as one: the worst of each day. */
export function worstStrip(strips: readonly DayCell[][]): DayCell[] {
  const [first = []] = strips;
  return first.map((cell, index) => {
    const cells = strips.map(strip => strip[index]);
    return {
      date: cell.date,
      backup:
        BACKUP_WORST_FIRST.find(word =>
          cells.some(candidate => candidate.backup === word),
        ) ?? 'unknown',
      drill:
        DRILL_WORST_FIRST.find(word =>
          cells.some(candidate => candidate.drill === word),
        ) ?? null,
    };
  });
}
