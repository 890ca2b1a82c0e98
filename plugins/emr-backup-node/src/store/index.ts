export {
  refuseOutsideStore,
  storePattern,
  type StorePattern,
} from './storePattern';
export {
  openProgramOutput,
  readProgramLines,
  readProgramText,
  type StoreProgram,
  type StoreProgramEnd,
} from './StoreProgram';
export { createSnapshotStore } from './SnapshotStore';
export type {
  RepositorySnapshot,
  SnapshotFile,
  SnapshotRepository,
} from './SnapshotRepository';
export { shellWord } from './shellWord';
export { privateFileProblem } from './privateFile';
export { unreachableCause } from './unreachableCause';
