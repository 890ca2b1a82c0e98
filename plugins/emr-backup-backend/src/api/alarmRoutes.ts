import {
  acknowledgeAlarmSchema,
  alarmQuerySchema,
  emrBackupAlarmAcknowledgePermission,
  emrBackupReadPermission,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { AlarmDesk, AlarmStore } from '../alarms';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** Alarms and their acknowledgement. */
export function alarmRoutes(
  router: Router,
  parts: { access: Access; alarms: AlarmStore; alarmDesk: AlarmDesk },
): void {
  const { access, alarms, alarmDesk } = parts;
  router.get('/alarms', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const query = validated(alarmQuerySchema, request.query);
    response.json(
      await alarms.list({
        ...query,
        job: query.job && entityRef(query.job),
        clinic: query.clinic && entityRef(query.clinic),
      }),
    );
  });
  router.get('/alarms/:id', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    response.json(await alarms.get(request.params.id));
  });
  router.post('/alarms/:id/acknowledge', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupAlarmAcknowledgePermission,
    );
    const { id } = request.params;
    const { reason } = validated(acknowledgeAlarmSchema, request.body);
    const alarm = await access.audited(
      request,
      { eventId: 'alarm-acknowledge', meta: { alarm: id } },
      () =>
        alarmDesk.acknowledge(
          id,
          { by: access.nameOf(credentials), reason },
          new Date(),
        ),
    );
    response.json(alarm);
  });
}
