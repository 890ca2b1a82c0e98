import type { EmrKind } from '@emr-backup/plugin-emr-backup-common';
import { backupJobSchema } from './backupJob';
import { clinicSchema } from './clinic';
import { emrServerSchema } from './emrServer';
import { vendorSchema } from './vendor';

/** The schema of each kind. */
export const kindSchemas = {
  Clinic: clinicSchema,
  EmrServer: emrServerSchema,
  BackupJob: backupJobSchema,
  Vendor: vendorSchema,
} satisfies Record<EmrKind, object>;
