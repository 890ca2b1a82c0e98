import { emrBackupReadPermission } from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { RunnerRegistry } from '../runners';
import type { Access } from './access';

/** The processes that run drills. */
export function runnerRoutes(
  router: Router,
  { access, runners }: { access: Access; runners: RunnerRegistry },
): void {
  router.get('/runners', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    response.json({ items: await runners.list() });
  });
}
