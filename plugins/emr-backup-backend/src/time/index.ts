export * from './instant';
export * from './rhythm';
export * from './drillWindow';
