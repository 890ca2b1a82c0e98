export type { DrillQueue, QueuedDrill } from './DrillQueue';
export { PgBossQueue } from './PgBossQueue';
export { openQueueDatabase, type QueueDatabase } from './queueDatabase';
export { OpeningQueue } from './OpeningQueue';
