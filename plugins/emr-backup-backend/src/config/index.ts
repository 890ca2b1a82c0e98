export * from './settings';
export type { DrillDefaults, DrillLimits } from './drillSettings';
export { readAlarmPolicy, type AlarmPolicy } from './alarmSettings';
export * from './keyRing';
