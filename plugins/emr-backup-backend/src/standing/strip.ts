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

/** The last 28 days in the clinic's zone, oldest first. */
export function jobStrip(facts: StripFacts, now: Date): DayCell[] {
  const { timezone } = facts.job;
  const good = facts.backups
    .filter(backup => !backup.hollow)
    .map(backup => backup.takenAt)
    .sort();
  return stripDays(timezone, now).map(day => {
    const end = DateTime.min(day.endOf('day'), DateTime.fromJSDate(now));
    const within = (instant: string) =>
      DateTime.fromISO(instant).setZone(timezone).hasSame(day, 'day');
    return {
      date: day.toISODate() ?? '',
      backup: backupOfDay(facts, { within, end: end.toJSDate(), good }),
      drill: drillOfDay(facts.drills.filter(drill => within(drill.at))),
    };
  });
}

/** The strip of a clinic nobody backs up. */
export const unknownStrip = (timezone: string, now: Date): DayCell[] =>
  stripDays(timezone, now).map(day => ({
    date: day.toISODate() ?? '',
    backup: 'unknown',
    drill: null,
  }));

function stripDays(timezone: string, now: Date): DateTime[] {
  const today = DateTime.fromJSDate(now).setZone(timezone).startOf('day');
  return Array.from({ length: STRIP_DAYS }, (_, index) =>
    today.minus({ days: STRIP_DAYS - 1 - index }),
  );
}

/** `missed` needs proof that a backup was due: the newest one was too old at the end of the day, and we were looking. */
function backupOfDay(
  facts: StripFacts,
  day: {
    within: (instant: string) => boolean;
    end: Date;
    good: readonly string[];
  },
): DayCell['backup'] {
  if (day.good.some(day.within)) return 'observed';
  if (facts.backups.some(backup => day.within(backup.takenAt))) return 'hollow';
  const { firstObservedAt, job } = facts;
  const end = day.end.toISOString();
  if (firstObservedAt === null || end < firstObservedAt) return 'unknown';
  const newest = day.good.filter(instant => instant <= end).pop() ?? null;
  if (newest === null) return 'missed';
  const allowed = allowedAge({ job }, newest, day.end);
  const age = (day.end.getTime() - Date.parse(newest)) / 1000;
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
