import { createApiRef } from '@backstage/frontend-plugin-api';
import type { EmrBackupApi } from '@emr-backup/plugin-emr-backup-common';

/**
 * The EMR Backup backend as pages and cards ask it. Replace it to read from elsewhere.
 * @public
 */
export const emrBackupApiRef = createApiRef<EmrBackupApi>().with({
  id: 'plugin.emr-backup.api',
  pluginId: 'emr-backup',
});
