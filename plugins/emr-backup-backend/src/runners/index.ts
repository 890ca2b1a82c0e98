export { RunnerRegistry, type LivingRunner } from './RunnerRegistry';
export { RunnerPresence } from './RunnerPresence';
export { introduce } from './introduction';
export { missingRunner } from './missingRunner';
