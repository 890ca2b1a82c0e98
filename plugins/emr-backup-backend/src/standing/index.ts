export { backupAge } from './backupAge';
export { FleetReader, type JobMarks } from './FleetReader';
export { HistoryReader } from './HistoryReader';
export { JobReader } from './JobReader';
export { jobProblems } from './jobProblems';
export { plannedDrill } from './jobStatus';
export {
  drilledCopy,
  drilledCopyIndex,
  isBackup,
  type JobFacts,
  type ScheduleFacts,
} from './JobFacts';
export { drillBasis } from './drillBasis';
export { rhythmWords } from './rhythmWords';
export {
  drillDueAt,
  nextDrillAt,
  proofExpirySeconds,
  skipInForce,
  type JobHolds,
} from './drillPolicy';
export { drillZone, hasRhythm, nextTurn, proofSeconds } from './drillRhythm';
export { judgeJob } from './judgeJob';
export { worriesOf, type Worry } from './worries';
