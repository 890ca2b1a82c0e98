import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { emrBackupApi } from './api/emrBackupApi';
import { clinicExtensions } from './entity/clinicExtensions';
import { jobExtensions } from './entity/jobExtensions';
import { serverCards } from './entity/serverExtensions';
import { vendorCards } from './entity/vendorExtensions';
import { operationPages } from './operationPages';
import { portalExtensions } from './home';
import { drillPage, fleetPage, registerPage, wallPage } from './pages';
import {
  alarmsRouteRef,
  compareRouteRef,
  drillRouteRef,
  fleetRouteRef,
  planRouteRef,
  registerRouteRef,
} from './routes';

/**
 * Fleet page, drill page and entity cards of EMR Backup.
 * @public
 */
export const emrBackupPlugin = createFrontendPlugin({
  pluginId: 'emr-backup',
  title: 'EMR backups',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: fleetRouteRef,
    drill: drillRouteRef,
    compare: compareRouteRef,
    alarms: alarmsRouteRef,
    plan: planRouteRef,
    register: registerRouteRef,
  },
  extensions: [
    emrBackupApi,
    fleetPage,
    wallPage,
    drillPage,
    registerPage,
    ...operationPages,
    ...clinicExtensions,
    ...serverCards,
    ...jobExtensions,
    ...vendorCards,
    ...portalExtensions,
  ],
});
