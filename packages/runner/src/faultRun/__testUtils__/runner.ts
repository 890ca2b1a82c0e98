import { createRunnerBackend } from '../../host/createRunnerBackend';
import { markingMariadb } from './markingMariadb';

const runner = createRunnerBackend();

runner.add(markingMariadb);

runner.start();
