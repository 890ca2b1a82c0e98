import {
  emrBackupReadPermission,
  operatorRecordQuerySchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Router } from 'express';
import type { OperatorRecords } from '../drills';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** How well what a vendor operates could really be restored. */
export function operatorRoutes(
  router: Router,
  parts: { access: Access; operatorRecords: OperatorRecords },
): void {
  const { access, operatorRecords } = parts;
  router.get('/operators/:ref/record', async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const { days } = validated(operatorRecordQuerySchema, request.query);
    const since = new Date(Date.now() - days * 86_400_000);
    response.json(
      await operatorRecords.of(entityRef(request.params.ref), since),
    );
  });
}
