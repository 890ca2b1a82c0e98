export { DrillPlanner } from './DrillPlanner';
