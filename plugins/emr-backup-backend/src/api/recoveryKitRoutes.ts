import { emrBackupReadPermission } from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { RecoveryKitReader } from '../recoverykit';
import type { Access } from './access';
import { entityRef } from './validation';

/** How to restore a job by hand. */
export function recoveryKitRoutes(
  router: Router,
  { access, recoveryKits }: { access: Access; recoveryKits: RecoveryKitReader },
): void {
  router.get('/jobs/:ref/recovery-kit', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const ref = entityRef(request.params.ref);
    response.json(await recoveryKits.kit(ref, new Date()));
  });
}
