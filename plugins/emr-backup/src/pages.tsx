import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { drillRouteRef, fleetRouteRef, registerRouteRef } from './routes';

export const fleetPage = PageBlueprint.make({
  params: {
    path: '/emr-backup',
    title: 'EMR backups',
    icon: <RiShieldCheckLine />,
    routeRef: fleetRouteRef,
    loader: () => import('./fleet/FleetPage').then(m => <m.FleetPage />),
  },
});

/** Has no route of its own: a page with one becomes an item of the portal's navigation. */
export const wallPage = PageBlueprint.make({
  name: 'wall',
  params: {
    path: '/emr-backup/wall',
    title: 'EMR backups',
    noHeader: true,
    loader: () => import('./fleet/WallPage').then(m => <m.WallPage />),
  },
});

export const drillPage = PageBlueprint.make({
  name: 'drill',
  params: {
    path: '/emr-backup/drills/:id',
    title: 'EMR backups',
    routeRef: drillRouteRef,
    loader: () => import('./drill/DrillPage').then(m => <m.DrillPage />),
  },
});

export const registerPage = PageBlueprint.make({
  name: 'register',
  params: {
    path: '/emr-backup/register',
    title: 'EMR backups',
    routeRef: registerRouteRef,
    loader: () =>
      import('./register/RegisterPage').then(m => <m.RegisterPage />),
  },
});
