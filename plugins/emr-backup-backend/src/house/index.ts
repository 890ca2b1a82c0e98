export { createHouse } from './createHouse';
export { createRunnerHost } from './createRunnerHost';
