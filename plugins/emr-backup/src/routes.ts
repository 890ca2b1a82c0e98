import { createRouteRef } from '@backstage/frontend-plugin-api';

export const fleetRouteRef = createRouteRef();

export const drillRouteRef = createRouteRef({ params: ['id'] });

export const registerRouteRef = createRouteRef();

export const compareRouteRef = createRouteRef({ params: ['id'] });

export const alarmsRouteRef = createRouteRef();

export const planRouteRef = createRouteRef();
