export { backupAge } from './backupAge';
export { FleetReader, type JobMarks } from './FleetReader';
export { JobReader } from './JobReader';
export { jobProblems } from './jobProblems';
export { plannedDrill } from './jobStatus';
export { drilledCopyIndex, isBackup, type JobFacts } from './JobFacts';
export { judgeJob } from './judgeJob';
export { worriesOf, type Worry } from './worries';
