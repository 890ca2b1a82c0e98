export * from './settings';
export * from './keyRing';
