import {
  drillLogQuerySchema,
  drillQuerySchema,
  emrBackupDrillCancelPermission,
  emrBackupDrillStartPermission,
  emrBackupReadPermission,
  startDrillSchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { DrillDesk, DrillStore } from '../drills';
import type { SelfTestStore } from '../selftest';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/**
 * Drills. Starting is idempotent: while a drill of the job waits or runs,
 * `POST /drills` answers 200 with that one instead of 201 with a new one.
 */
export function drillRoutes(
  router: Router,
  parts: {
    access: Access;
    drills: DrillStore;
    desk: DrillDesk;
    selfTests: SelfTestStore;
  },
): void {
  const { access, drills, desk, selfTests } = parts;
  router.get('/drills', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const { job, clinic, limit } = validated(drillQuerySchema, request.query);
    const items = await drills.list({
      job: job === undefined ? undefined : entityRef(job),
      clinic: clinic === undefined ? undefined : entityRef(clinic),
      limit,
    });
    response.json({ items });
  });
  router.get('/drills/:id', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const drill = await drills.get(request.params.id);
    const profile = drill.report?.profile?.name;
    response.json({
      ...drill,
      selfTest: profile ? await selfTests.evidence(profile) : null,
    });
  });
  router.get('/drills/:id/log', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const { after } = validated(drillLogQuerySchema, request.query);
    response.json(await drills.log(request.params.id, after));
  });
  router.post('/drills', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupDrillStartPermission,
    );
    const job = entityRef(validated(startDrillSchema, request.body).job);
    const { drill, created } = await access.audited(
      request,
      { eventId: 'drill-start', meta: { job } },
      () =>
        desk.startByRef(job, {
          startedBy: access.nameOf(credentials),
          now: new Date(),
        }),
    );
    response.status(created ? 201 : 200).json(drill);
  });
  router.post('/drills/:id/cancel', async (request, response) => {
    await access.require(request, emrBackupDrillCancelPermission);
    const { id } = request.params;
    const drill = await access.audited(
      request,
      { eventId: 'drill-cancel', meta: { drill: id } },
      () => desk.cancel(id, new Date()),
    );
    response.json(drill);
  });
}
