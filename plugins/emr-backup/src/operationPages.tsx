import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiAlarmWarningLine, RiCalendarScheduleLine } from '@remixicon/react';
import { alarmsRouteRef, compareRouteRef, planRouteRef } from './routes';

const comparePage = PageBlueprint.make({
  name: 'compare',
  params: {
    path: '/emr-backup/drills/:id/compare',
    title: 'EMR backups',
    routeRef: compareRouteRef,
    loader: () =>
      import('./drill/compare/ComparePage').then(m => <m.ComparePage />),
  },
});

const alarmsPage = PageBlueprint.make({
  name: 'alarms',
  params: {
    path: '/emr-backup/alarms',
    title: 'EMR alarms',
    icon: <RiAlarmWarningLine />,
    routeRef: alarmsRouteRef,
    loader: () => import('./alarms/AlarmsPage').then(m => <m.AlarmsPage />),
  },
});

const planPage = PageBlueprint.make({
  name: 'plan',
  params: {
    path: '/emr-backup/plan',
    title: 'Drill plan',
    icon: <RiCalendarScheduleLine />,
    routeRef: planRouteRef,
    loader: () => import('./plan/PlanPage').then(m => <m.PlanPage />),
  },
});

/** Pages beside the fleet: what is wrong, what runs when, and two drills side by side. */
export const operationPages = [comparePage, alarmsPage, planPage];
