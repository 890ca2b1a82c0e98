import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { emrBackupApi } from './api/emrBackupApi';
import * as clinic from './entity/clinicExtensions';
import * as job from './entity/jobExtensions';
import * as server from './entity/serverExtensions';
import * as vendor from './entity/vendorExtensions';
import { drillPage, fleetPage } from './pages';
import { drillRouteRef, fleetRouteRef } from './routes';

/**
 * Fleet page, drill page and entity cards of EMR Backup.
 * @public
 */
export const emrBackupPlugin = createFrontendPlugin({
  pluginId: 'emr-backup',
  title: 'EMR backups',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: fleetRouteRef, drill: drillRouteRef },
  extensions: [
    emrBackupApi,
    fleetPage,
    drillPage,
    ...Object.values(clinic),
    ...Object.values(server),
    ...Object.values(job),
    ...Object.values(vendor),
  ],
});
