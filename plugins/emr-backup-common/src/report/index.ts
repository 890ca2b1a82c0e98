export * from './reasons';
export * from './drillReport';
export * from './notProven';
export * from './drillLog';
export * from './checkIds';
