export { ChangedJobs } from './ChangedJobs';
export { DrillEstimates } from './DrillEstimates';
export { DrillPlanner } from './DrillPlanner';
export { DrillPlanReader } from './DrillPlanReader';
export { PlannerLease } from './PlannerLease';
export { Timetable } from './Timetable';
export { TimetableKeeper } from './TimetableKeeper';
