import {
  emrBackupReadPermission,
  fleetQuerySchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { FleetReader } from '../standing';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** The fleet page, clinics and jobs. */
export function fleetRoutes(
  router: Router,
  { access, fleet }: { access: Access; fleet: FleetReader },
): void {
  router.get('/clinics', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const filter = validated(fleetQuerySchema, request.query);
    response.json(await fleet.fleet(filter, new Date()));
  });
  router.get('/clinics/:ref', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const ref = entityRef(request.params.ref);
    response.json(await fleet.clinic(ref, new Date()));
  });
  router.get('/jobs/:ref', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const ref = entityRef(request.params.ref);
    response.json(await fleet.job(ref, new Date()));
  });
}
