import { AlarmStore } from '../alarms';
import { DrillStore } from '../drills';
import { HeartbeatDesk, HeartbeatStore } from '../heartbeats';
import { ClinicFinder, InventoryStore } from '../inventory';
import { CustodyDesk, CustodyStore } from '../custody';
import { LookRhythm, ObservationStore, Observer } from '../observation';
import { Timetable } from '../planner';
import { RunnerRegistry } from '../runners';
import { HoldStore, readScheduleFacts } from '../schedule';
import { FleetReader, HistoryReader, JobReader } from '../standing';
import { drillProblems } from './drillProblems';
import type { Foundation } from './foundation';
import type { HouseServices } from './services';

/** The rooms that look and tell, and change nothing but our own tables. */
export interface ReadingRooms {
  known: InventoryStore;
  observations: ObservationStore;
  observer: Observer;
  drills: DrillStore;
  jobs: JobReader;
  fleet: FleetReader;
  custody: CustodyDesk;
  alarms: AlarmStore;
  heartbeats: HeartbeatDesk;
  history: HistoryReader;
  runners: RunnerRegistry;
  timetable: Timetable;
  holds: HoldStore;
}

/** Inventory → observation → standing, all from our own tables: a runner host has these rooms too. */
export function buildReadingRooms(
  foundation: Foundation,
  { logger }: Pick<HouseServices, 'logger'>,
): ReadingRooms {
  const { knex, settings, stores } = foundation;
  const runners = RunnerRegistry.create(knex, settings.runner);
  const known = InventoryStore.create(knex);
  const observations = ObservationStore.create(knex);
  const drills = DrillStore.create(knex);
  const custody = CustodyStore.create(knex);
  const timetable = Timetable.create(knex);
  const holds = HoldStore.create(knex);
  const jobs = new JobReader({
    observations,
    drills,
    custody,
    schedules: readScheduleFacts(holds, timetable),
    problems: () => drillProblems(foundation, runners),
  });
  const alarms = AlarmStore.create(knex);
  const heartbeats = new HeartbeatDesk({
    inventory: known,
    heartbeats: HeartbeatStore.create(knex),
  });
  return {
    alarms,
    heartbeats,
    runners,
    timetable,
    holds,
    known,
    observations,
    drills,
    jobs,
    custody: new CustodyDesk({ custody, inventory: known }),
    history: new HistoryReader({ inventory: known, observations }),
    observer: new Observer({
      stores,
      observations,
      rhythm: new LookRhythm(settings.observation),
      shrunk: settings.observation.shrunk,
      digestUpToBytes: settings.observation.digestUpToBytes,
      retentionSeconds: settings.retention.observationSeconds,
      logger,
    }),
    fleet: new FleetReader({
      inventory: known,
      clinics: ClinicFinder.create(knex),
      observations,
      jobs,
      marks: async (marked, now) => {
        const open = await alarms.openOf(marked.map(({ ref }) => ref));
        const states = await heartbeats.states(marked, now);
        return new Map(
          marked.map(({ ref }) => [
            ref,
            { openAlarms: open.get(ref) ?? 0, heartbeat: states.get(ref) },
          ]),
        );
      },
    }),
  };
}
