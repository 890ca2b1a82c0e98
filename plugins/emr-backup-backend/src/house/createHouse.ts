import { toError } from '@backstage/errors';
import type { AlarmDesk, AlarmStore } from '../alarms';
import { OperatorRecords, type DrillDesk, type DrillStore } from '../drills';
import type { HeartbeatDesk } from '../heartbeats';
import { CatalogInventory } from '../inventory';
import type { DrillPlanReader } from '../planner';
import { Rounds } from '../rounds';
import { DrillNews } from '../runner';
import type { RunnerRegistry } from '../runners';
import { RecoveryKitReader } from '../recoverykit';
import {
  CatalogView,
  RegistrationDesk,
  RegistrationStore,
} from '../registration';
import type { ScheduleDesk } from '../schedule';
import type { SelfTestDesk, SelfTestStore } from '../selftest';
import type { CustodyDesk } from '../custody';
import type { FleetReader, HistoryReader } from '../standing';
import { buildAlarmRooms } from './alarmRooms';
import { buildDrillRooms } from './drillRooms';
import { layFoundation } from './foundation';
import { buildPlanningRooms } from './planningRooms';
import { buildReadingRooms } from './readingRooms';
import { buildSelfTestRooms } from './selfTestRooms';
import type { Additions, HouseServices } from './services';

/** The backend put together: what the API reads, and how it is started and stopped. */
export interface House {
  fleet: FleetReader;
  history: HistoryReader;
  custody: CustodyDesk;
  alarms: AlarmStore;
  alarmDesk: AlarmDesk;
  heartbeats: HeartbeatDesk;
  drills: DrillStore;
  operatorRecords: OperatorRecords;
  desk: DrillDesk;
  selfTests: SelfTestStore;
  selfTestDesk: SelfTestDesk;
  runners: RunnerRegistry;
  schedules: ScheduleDesk;
  plans: DrillPlanReader;
  recoveryKits: RecoveryKitReader;
  registrations: RegistrationDesk;
  start(): void;
  stop(): Promise<void>;
}

/** How often the rounds look whether something is due. */
const ROUND = { seconds: 15 };
/** A self-test is due once a week; this only says how soon a due one begins. */
const SELF_TEST_ROUND = { minutes: 5 };
/** Soon enough for whoever is told; each round reads the facts of every job. */
const ALARM_ROUND = { seconds: 30 };
const TELL_TIMEOUT = { minutes: 10 };
const PLAN_TIMEOUT = { minutes: 5 };
const OBSERVE_TIMEOUT = { hours: 1 };

/** Builds each room from the ones before it. */
export async function createHouse(
  services: HouseServices,
  additions: Additions,
): Promise<House> {
  const { logger, scheduler } = services;
  const foundation = await layFoundation(services, additions.stores);
  const rooms = buildReadingRooms(foundation, services);
  const { drills, fleet, known } = rooms;
  const { settings } = foundation;
  const drillRooms = await buildDrillRooms(
    foundation,
    rooms,
    { logger, news: new DrillNews(services) },
    additions,
  );
  const { desk } = drillRooms;
  const selfTestRooms = buildSelfTestRooms(
    foundation,
    { ...rooms, ...drillRooms },
    services,
    additions,
  );
  const { selfTests, selfTestDesk } = selfTestRooms;
  const alarmRooms = buildAlarmRooms(
    foundation,
    { ...rooms, ...selfTestRooms },
    services,
  );
  const { planner, schedules, plans } = buildPlanningRooms(foundation, rooms, {
    ...drillRooms,
    logger,
  });
  const rounds = new Rounds({
    ...rooms,
    inventory: new CatalogInventory({
      catalog: services.catalog,
      auth: services.auth,
      store: known,
      defaults: {
        timezone: settings.drills.timezone,
        drills: settings.drills.defaults,
      },
    }),
    desk,
    planner,
    recover: drillRooms.recoverLost,
    observationRetentionSeconds:
      foundation.settings.retention.observationSeconds,
    logger,
  });
  // The scheduler keeps a task's error to itself; the next round tries again.
  const attempt = async (what: string, action: () => Promise<void>) => {
    try {
      await action();
    } catch (error) {
      logger.warn(`${what} did not succeed: ${toError(error).message}`);
    }
  };
  // Local: a killed process would hold a global task until its timeout, and a round made twice does no harm.
  await scheduler.scheduleTask({
    id: 'emr-backup-observe',
    scope: 'local',
    frequency: ROUND,
    timeout: OBSERVE_TIMEOUT,
    fn: signal =>
      attempt('Looking at the stores', () => rounds.observe(signal)),
  });
  await scheduler.scheduleTask({
    id: 'emr-backup-plan',
    scope: 'local',
    frequency: ROUND,
    timeout: PLAN_TIMEOUT,
    fn: () =>
      attempt('Planning drills', async () => {
        await drillRooms.open();
        await rounds.plan();
      }),
  });
  await scheduler.scheduleTask({
    id: 'emr-backup-alarm',
    scope: 'local',
    frequency: ALARM_ROUND,
    timeout: PLAN_TIMEOUT,
    fn: () => attempt('Looking after the alarms', () => alarmRooms.round()),
  });
  // A task of its own: a mail server that is slow to answer delays no round.
  await scheduler.scheduleTask({
    id: 'emr-backup-tell',
    scope: 'local',
    frequency: ROUND,
    timeout: TELL_TIMEOUT,
    fn: () => attempt('Telling of alarms', () => alarmRooms.deliver()),
  });
  await scheduler.scheduleTask({
    id: 'emr-backup-self-test',
    scope: 'local',
    frequency: SELF_TEST_ROUND,
    initialDelay: SELF_TEST_ROUND,
    timeout: PLAN_TIMEOUT,
    fn: () => attempt('Starting a self-test', () => selfTestRooms.round()),
  });
  return {
    fleet,
    drills,
    operatorRecords: OperatorRecords.create(foundation.knex),
    desk,
    selfTests,
    selfTestDesk,
    history: rooms.history,
    custody: rooms.custody,
    alarms: rooms.alarms,
    alarmDesk: alarmRooms.alarmDesk,
    heartbeats: rooms.heartbeats,
    runners: rooms.runners,
    schedules,
    plans,
    recoveryKits: new RecoveryKitReader({
      ...foundation,
      ...rooms,
      inventory: rooms.known,
    }),
    registrations: new RegistrationDesk({
      store: RegistrationStore.create(foundation.knex),
      catalog: new CatalogView(services),
      events: services.events,
      enabled: foundation.settings.registration.enabled,
    }),
    // Nobody waits for it: the embedded queue takes seconds at its first start, and the pages need none of it.
    start() {
      attempt('Starting the drill runner', () => drillRooms.open());
    },
    async stop() {
      // Both at once: what waits for a place of the other is sent away.
      await Promise.all([selfTestRooms.close(), drillRooms.close()]);
      await planner.stop();
      alarmRooms.close();
    },
  };
}
