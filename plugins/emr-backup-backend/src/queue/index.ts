export type { DrillQueue, DrillRoute, QueuedDrill } from './DrillQueue';
export { routesOf } from './routeQueues';
export { PgBossQueue } from './PgBossQueue';
export { openQueueDatabase, type QueueDatabase } from './queueDatabase';
export { OpeningQueue } from './OpeningQueue';
