export * from './migrate';
export * from './install';
export * from './databaseTime';
export { startInTurn, type StartTurn } from './startInTurn';
