import { createRouteRef } from '@backstage/frontend-plugin-api';

export const fleetRouteRef = createRouteRef();

export const drillRouteRef = createRouteRef({ params: ['id'] });
