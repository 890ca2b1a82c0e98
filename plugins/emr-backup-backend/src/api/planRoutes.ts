import {
  emrBackupDrillSchedulePermission,
  emrBackupReadPermission,
  pauseDrillsSchema,
  planQuerySchema,
  skipDrillSchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { DrillPlanReader } from '../planner';
import type { ScheduleDesk } from '../schedule';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** What runs when, and people's word about it. */
export function planRoutes(
  router: Router,
  parts: {
    access: Access;
    schedules: ScheduleDesk;
    plans: DrillPlanReader;
  },
): void {
  const { access, schedules, plans } = parts;
  router.get('/plan', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const filter = validated(planQuerySchema, request.query);
    const { job, clinic } = filter;
    const plan = await plans.plan(
      {
        ...filter,
        job: job === undefined ? undefined : entityRef(job),
        clinic: clinic === undefined ? undefined : entityRef(clinic),
      },
      new Date(),
    );
    response.json(plan);
  });
  router.get('/jobs/:ref/schedule', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const job = entityRef(request.params.ref);
    response.json(await schedules.schedule(job, new Date()));
  });
  router.post('/jobs/:ref/pause', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupDrillSchedulePermission,
    );
    const job = entityRef(request.params.ref);
    const { reason, until } = validated(pauseDrillsSchema, request.body);
    const by = access.nameOf(credentials);
    const schedule = await access.audited(
      request,
      { eventId: 'drill-pause', meta: { job, until: until ?? 'resumed' } },
      () => schedules.pause(job, { by, reason, until, now: new Date() }),
    );
    response.json(schedule);
  });
  router.post('/jobs/:ref/resume', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupDrillSchedulePermission,
    );
    const job = entityRef(request.params.ref);
    const by = access.nameOf(credentials);
    const schedule = await access.audited(
      request,
      { eventId: 'drill-resume', meta: { job } },
      () => schedules.resume(job, by, new Date()),
    );
    response.json(schedule);
  });
  router.post('/jobs/:ref/skip', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupDrillSchedulePermission,
    );
    const job = entityRef(request.params.ref);
    const { reason } = validated(skipDrillSchema, request.body);
    const by = access.nameOf(credentials);
    const schedule = await access.audited(
      request,
      { eventId: 'drill-skip', meta: { job } },
      () => schedules.skip(job, { by, reason, now: new Date() }),
    );
    response.json(schedule);
  });
}
