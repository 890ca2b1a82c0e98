import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  alarmsRouteRef,
  compareRouteRef,
  drillRouteRef,
  fleetRouteRef,
  planRouteRef,
} from '../routes';
import { compat } from './compat';
import { emrBackupLegacyPlugin } from './plugin';

/**
 * Every clinic, worst first. Mount it at `/emr-backup`.
 * @public
 */
export const EmrBackupFleetPage = emrBackupLegacyPlugin.provide(
  createRoutableExtension({
    name: 'EmrBackupFleetPage',
    component: () =>
      import('../fleet/FleetPage').then(m => compat(m.FleetPage)),
    mountPoint: convertLegacyRouteRef(fleetRouteRef),
  }),
);

/**
 * One drill. Mount it at `/emr-backup/drills/:id`.
 * @public
 */
export const EmrBackupDrillPage = emrBackupLegacyPlugin.provide(
  createRoutableExtension({
    name: 'EmrBackupDrillPage',
    component: () =>
      import('../drill/DrillPage').then(m => compat(m.DrillPage)),
    mountPoint: convertLegacyRouteRef(drillRouteRef),
  }),
);

/**
 * Two drills side by side. Mount it at `/emr-backup/drills/:id/compare`.
 * @public
 */
export const EmrBackupComparePage = emrBackupLegacyPlugin.provide(
  createRoutableExtension({
    name: 'EmrBackupComparePage',
    component: () =>
      import('../drill/compare/ComparePage').then(m => compat(m.ComparePage)),
    mountPoint: convertLegacyRouteRef(compareRouteRef),
  }),
);

/**
 * Open and resolved alarms. Mount it at `/emr-backup/alarms`.
 * @public
 */
export const EmrBackupAlarmsPage = emrBackupLegacyPlugin.provide(
  createRoutableExtension({
    name: 'EmrBackupAlarmsPage',
    component: () =>
      import('../alarms/AlarmsPage').then(m => compat(m.AlarmsPage)),
    mountPoint: convertLegacyRouteRef(alarmsRouteRef),
  }),
);

/**
 * What will be drilled when, and the runners. Mount it at `/emr-backup/plan`.
 * @public
 */
export const EmrBackupPlanPage = emrBackupLegacyPlugin.provide(
  createRoutableExtension({
    name: 'EmrBackupPlanPage',
    component: () => import('../plan/PlanPage').then(m => compat(m.PlanPage)),
    mountPoint: convertLegacyRouteRef(planRouteRef),
  }),
);

/**
 * The whole story of a clinic's backups, for a tab of its page.
 * @public
 */
export const EntityClinicBackupsContent = emrBackupLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityClinicBackupsContent',
    component: {
      lazy: () => import('../clinic/ClinicTab').then(m => compat(m.ClinicTab)),
    },
  }),
);

/**
 * A clinic's verdict in one sentence.
 * @public
 */
export const EntityClinicStandingCard = emrBackupLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityClinicStandingCard',
    component: {
      lazy: () =>
        import('../clinic/cards').then(m => compat(m.ClinicStandingCard)),
    },
  }),
);

/**
 * Verdict of an EMR server, from the jobs that protect it.
 * @public
 */
export const EntityEmrServerStandingCard = emrBackupLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityEmrServerStandingCard',
    component: {
      lazy: () =>
        import('../server/cards').then(m => compat(m.ServerStandingCard)),
    },
  }),
);

/**
 * "Run drill now" and what the next drill will be, for a backup job's page.
 * @public
 */
export const EntityBackupJobRunCard = emrBackupLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityBackupJobRunCard',
    component: {
      lazy: () => import('../job/cards').then(m => compat(m.JobRunCard)),
    },
  }),
);

/**
 * A backup job's copies side by side.
 * @public
 */
export const EntityBackupJobCopiesCard = emrBackupLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityBackupJobCopiesCard',
    component: {
      lazy: () => import('../job/cards').then(m => compat(m.JobCopiesCard)),
    },
  }),
);

/**
 * Clinics that depend on a vendor.
 * @public
 */
export const EntityVendorClinicsCard = emrBackupLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityVendorClinicsCard',
    component: {
      lazy: () =>
        import('../vendor/cards').then(m => compat(m.VendorClinicsCard)),
    },
  }),
);

/**
 * The reader's clinics, for the home page of `@backstage/plugin-home`.
 * @public
 */
export const EmrBackupMyClinicsCard = emrBackupLegacyPlugin.provide(
  createCardExtension({
    name: 'EmrBackupMyClinicsCard',
    title: 'My clinics',
    description:
      'Which of the clinics you answer for could be restored today, worst first',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 3, defaultRows: 5 },
    },
    components: async () => {
      const { MyClinics } = await import('../home/MyClinics');
      return { Content: compat(MyClinics) };
    },
  }),
);
