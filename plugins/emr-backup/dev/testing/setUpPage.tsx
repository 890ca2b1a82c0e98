import {
  mockApis,
  renderInTestApp,
  type TestApiPairs,
} from '@backstage/frontend-test-utils';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import type {
  ClinicStatus,
  EmrBackupApi,
} from '@emr-backup/plugin-emr-backup-common';
import { sampleCatalog } from '../sampleCatalog';
import { emrBackupApiRef } from '../../src/api/emrBackupApiRef';
import {
  alarmsRouteRef,
  compareRouteRef,
  drillRouteRef,
  fleetRouteRef,
  planRouteRef,
} from '../../src/routes';

/** Routes other than the one a test renders at. */
export const MOUNTED = {
  '/emr-backup': fleetRouteRef,
  '/emr-backup/alarms': alarmsRouteRef,
  '/emr-backup/plan': planRouteRef,
  '/emr-backup/drills/:id': drillRouteRef,
  '/emr-backup/drills/:id/compare': compareRouteRef,
  '/catalog/:namespace/:kind/:name': convertLegacyRouteRef(entityRouteRef),
};

export type PageSetup = {
  api: EmrBackupApi;
  clinics?: ClinicStatus[];
  /** Whether the user may start and cancel drills. */
  mayAct?: boolean;
};

export const permissionApi = (mayAct: boolean): PermissionApi =>
  mockApis.permission({
    authorize: mayAct ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });

/** Renders a page in a test app with a fake backend and its catalog. */
export function setUpPage(
  element: JSX.Element,
  setup: PageSetup & {
    at?: { pattern: string; path: string };
    /** Other APIs of the portal. */
    more?: TestApiPairs<unknown[]>;
  },
) {
  const { api, clinics = [], mayAct = true, at, more = [] } = setup;
  return renderInTestApp(element, {
    mountedRoutes: MOUNTED,
    ...(at && { mountPath: at.pattern, initialRouteEntries: [at.path] }),
    apis: [
      [emrBackupApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: sampleCatalog(clinics) })],
      [permissionApiRef, permissionApi(mayAct)],
      ...more,
    ],
  });
}
