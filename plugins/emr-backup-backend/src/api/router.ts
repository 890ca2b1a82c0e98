import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { DrillDesk, DrillStore } from '../drills';
import type { RegistrationDesk } from '../registration';
import type { SelfTestDesk, SelfTestStore } from '../selftest';
import type { FleetReader } from '../standing';
import type { Access } from './access';
import { drillRoutes } from './drillRoutes';
import { fleetRoutes } from './fleetRoutes';
import { registrationRoutes } from './registrationRoutes';
import { selfTestRoutes } from './selfTestRoutes';

/** The REST API; its shapes are in `@emr-backup/plugin-emr-backup-common`. */
export function createRouter(parts: {
  access: Access;
  fleet: FleetReader;
  drills: DrillStore;
  desk: DrillDesk;
  selfTests: SelfTestStore;
  selfTestDesk: SelfTestDesk;
  registrations: RegistrationDesk;
}): Router {
  const router = PromiseRouter();
  registrationRoutes(router, parts);
  router.use(express.json());
  router.get('/health', (_, response) => {
    response.json({ status: 'ok' });
  });
  fleetRoutes(router, parts);
  drillRoutes(router, parts);
  selfTestRoutes(router, parts);
  return router;
}
