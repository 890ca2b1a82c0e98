export * from './settings';
export type { DrillDefaults, DrillLimits } from './drillSettings';
export * from './keyRing';
