export { FleetReader } from './FleetReader';
export { JobReader } from './JobReader';
export { jobProblems } from './jobProblems';
export { plannedDrill } from './jobStatus';
export { drilledCopyIndex, type JobFacts } from './JobFacts';
