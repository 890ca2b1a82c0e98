export * from './reasons';
export * from './drillReport';
