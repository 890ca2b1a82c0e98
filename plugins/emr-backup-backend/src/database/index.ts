export * from './migrate';
export * from './install';
export * from './databaseTime';
export { startInTurn } from './startInTurn';
