export { recover } from './recovery';
export { DrillNews, DRILL_EVENT_TOPIC } from './DrillNews';
export { DrillRequests } from './DrillRequests';
export { DrillRunner, type RunDrill } from './DrillRunner';
export { makeRunnerMark } from './runnerMark';
