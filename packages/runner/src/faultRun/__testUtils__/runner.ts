import { createRunnerBackend } from '../../host/createRunnerBackend';
import { startOrEnd } from '../../host/startOrEnd';
import { markingMariadb } from './markingMariadb';

const runner = createRunnerBackend();

runner.add(markingMariadb);

startOrEnd(runner);
