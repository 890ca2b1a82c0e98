import {
  backupHistoryQuerySchema,
  emrBackupCustodyRecordPermission,
  emrBackupReadPermission,
  recordCustodySchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { CustodyDesk } from '../custody';
import type { HistoryReader } from '../standing';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** What lay in the stores of a job, and who carried its media. */
export function copyRoutes(
  router: Router,
  parts: { access: Access; history: HistoryReader; custody: CustodyDesk },
): void {
  const { access, history, custody } = parts;
  router.get('/jobs/:ref/backups', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const query = validated(backupHistoryQuerySchema, request.query);
    const ref = entityRef(request.params.ref);
    response.json(await history.history(ref, query, new Date()));
  });
  router.get('/jobs/:ref/custody', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const ref = entityRef(request.params.ref);
    response.json(await custody.log(ref, new Date()));
  });
  router.post('/jobs/:ref/custody', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupCustodyRecordPermission,
    );
    const job = entityRef(request.params.ref);
    const entry = validated(recordCustodySchema, request.body);
    const log = await access.audited(
      request,
      { eventId: 'custody-record', meta: { job, medium: entry.medium } },
      () =>
        custody.record(job, entry, {
          recordedBy: access.nameOf(credentials),
          now: new Date(),
        }),
    );
    response.status(201).json(log);
  });
}
