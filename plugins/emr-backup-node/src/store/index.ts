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
