export * from './reasons';
export * from './drillReport';
export * from './drillLog';
export * from './checkIds';
