import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AlarmDesk, AlarmStore } from '../alarms';
import type { DrillDesk, DrillStore, OperatorRecords } from '../drills';
import type { HeartbeatDesk } from '../heartbeats';
import type { RecoveryKitReader } from '../recoverykit';
import type { DrillPlanReader } from '../planner';
import type { RegistrationDesk } from '../registration';
import type { RunnerRegistry } from '../runners';
import type { ScheduleDesk } from '../schedule';
import type { SelfTestDesk, SelfTestStore } from '../selftest';
import type { CustodyDesk } from '../custody';
import type { FleetReader, HistoryReader } from '../standing';
import type { Access } from './access';
import { alarmRoutes } from './alarmRoutes';
import { copyRoutes } from './copyRoutes';
import { drillRoutes } from './drillRoutes';
import { fleetRoutes } from './fleetRoutes';
import { heartbeatReportRoute, heartbeatRoutes } from './heartbeatRoutes';
import { operatorRoutes } from './operatorRoutes';
import { planRoutes } from './planRoutes';
import { recoveryKitRoutes } from './recoveryKitRoutes';
import { registrationRoutes } from './registrationRoutes';
import { runnerRoutes } from './runnerRoutes';
import { selfTestRoutes } from './selfTestRoutes';

/** The REST API; its shapes are in `@emr-backup/plugin-emr-backup-common`. */
export function createRouter(parts: {
  access: Access;
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
}): Router {
  const router = PromiseRouter();
  registrationRoutes(router, parts);
  heartbeatReportRoute(router, parts);
  router.use(express.json());
  router.get('/health', (_, response) => {
    response.json({ status: 'ok' });
  });
  fleetRoutes(router, parts);
  copyRoutes(router, parts);
  recoveryKitRoutes(router, parts);
  drillRoutes(router, parts);
  operatorRoutes(router, parts);
  selfTestRoutes(router, parts);
  runnerRoutes(router, parts);
  planRoutes(router, parts);
  alarmRoutes(router, parts);
  heartbeatRoutes(router, parts);
  return router;
}
