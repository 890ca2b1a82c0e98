import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { DrillDesk, DrillStore } from '../drills';
import type { FleetReader } from '../standing';
import type { Access } from './access';
import { drillRoutes } from './drillRoutes';
import { fleetRoutes } from './fleetRoutes';

/** The REST API; its shapes are in `@emr-backup/plugin-emr-backup-common`. */
export function createRouter(parts: {
  access: Access;
  fleet: FleetReader;
  drills: DrillStore;
  desk: DrillDesk;
}): Router {
  const router = PromiseRouter();
  router.use(express.json());
  router.get('/health', (_, response) => {
    response.json({ status: 'ok' });
  });
  fleetRoutes(router, parts);
  drillRoutes(router, parts);
  return router;
}
