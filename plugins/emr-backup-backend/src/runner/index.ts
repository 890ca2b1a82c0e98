export { recover } from './recovery';
export { DrillNews, DRILL_EVENT_TOPIC } from './DrillNews';
export { DrillRequests } from './DrillRequests';
export { DrillPlaces, type LetOthers } from './DrillPlaces';
export { isRunnerDead } from './runnerMark';
export { profileOfJob, routeOfJob, DEFAULT_POOL } from './profileOfJob';
export {
  DrillRunner,
  type DrillRunnerOptions,
  type RunDrill,
} from './DrillRunner';
export { makeRunnerMark } from './runnerMark';
