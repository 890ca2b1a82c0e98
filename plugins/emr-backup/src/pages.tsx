import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { startEarly } from './fleet/startEarly';
import { drillRouteRef, fleetRouteRef, registerRouteRef } from './routes';

const loadFleet = () => import('./fleet/FleetPage');

export const fleetPage = PageBlueprint.makeWithOverrides({
  factory(makePage, { config, apis }) {
    const path = config.path ?? '/emr-backup';
    startEarly(path, apis, loadFleet);
    return makePage({
      path,
      title: 'EMR backups',
      icon: <RiShieldCheckLine />,
      routeRef: fleetRouteRef,
      loader: () => loadFleet().then(m => <m.FleetPage />),
    });
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
