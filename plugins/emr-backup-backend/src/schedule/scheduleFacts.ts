import type { Timetable } from '../planner';
import type { ScheduleFacts } from '../standing';
import type { HoldStore } from './HoldStore';

/** What people said about the drills of jobs, and their turns in a catch-up. */
export const readScheduleFacts =
  (holds: HoldStore, timetable: Timetable) =>
  async (
    jobRefs: readonly string[],
    now: Date,
  ): Promise<Map<string, ScheduleFacts>> => {
    const held = await holds.inForce(jobRefs, now);
    const turns = await timetable.notBefore(jobRefs, now);
    const facts = new Map<string, ScheduleFacts>();
    for (const ref of new Set([...held.keys(), ...turns.keys()]))
      facts.set(ref, {
        holds: held.get(ref) ?? { paused: null, skipped: null },
        notBefore: turns.get(ref) ?? null,
      });
    return facts;
  };
