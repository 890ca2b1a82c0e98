export { FleetReader } from './FleetReader';
export { JobReader } from './JobReader';
export { jobProblems } from './jobProblems';
export { plannedDrill } from './jobStatus';
export { drilledCopyIndex, isBackup, type JobFacts } from './JobFacts';
export { worriesOf, type Worry } from './worries';
