import {
  emrBackupDrillStartPermission,
  emrBackupReadPermission,
  startSelfTestSchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { SelfTestDesk, SelfTestStore } from '../selftest';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** Self-tests. Who may start drills may start one: it drills a backup of the job, broken on purpose. */
export function selfTestRoutes(
  router: Router,
  parts: {
    access: Access;
    selfTests: SelfTestStore;
    selfTestDesk: SelfTestDesk;
  },
): void {
  const { access, selfTests, selfTestDesk } = parts;
  router.get('/self-tests', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    response.json({ items: await selfTests.newestPerProfile() });
  });
  router.get('/self-tests/:id', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    response.json(await selfTests.get(request.params.id));
  });
  router.post('/self-tests', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupDrillStartPermission,
    );
    const job = entityRef(validated(startSelfTestSchema, request.body).job);
    const { selfTest, created } = await access.audited(
      request,
      { eventId: 'self-test-start', meta: { job } },
      () =>
        selfTestDesk.startByRef(job, {
          startedBy: access.nameOf(credentials),
          now: new Date(),
        }),
    );
    response.status(created ? 201 : 200).json(selfTest);
  });
}
