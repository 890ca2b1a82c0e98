import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { EmrBackupClient } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { SharedReads } from '../api/SharedReads';
import {
  alarmsRouteRef,
  compareRouteRef,
  drillRouteRef,
  fleetRouteRef,
  planRouteRef,
} from '../routes';

/**
 * The plugin of the old frontend system.
 * @public
 */
export const emrBackupLegacyPlugin = createPlugin({
  id: 'emr-backup',
  apis: [
    createApiFactory({
      api: emrBackupApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SharedReads(new EmrBackupClient({ discoveryApi, fetchApi })),
    }),
  ],
  routes: {
    root: convertLegacyRouteRef(fleetRouteRef),
    drill: convertLegacyRouteRef(drillRouteRef),
    compare: convertLegacyRouteRef(compareRouteRef),
    alarms: convertLegacyRouteRef(alarmsRouteRef),
    plan: convertLegacyRouteRef(planRouteRef),
  },
});
