export * from './migrate';
export * from './install';
