import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { drillRouteRef, fleetRouteRef } from './routes';

export const fleetPage = PageBlueprint.make({
  params: {
    path: '/emr-backup',
    title: 'EMR backups',
    icon: <RiShieldCheckLine />,
    routeRef: fleetRouteRef,
    loader: () => import('./fleet/FleetPage').then(m => <m.FleetPage />),
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
