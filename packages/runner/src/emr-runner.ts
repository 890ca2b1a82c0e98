import { createRunnerBackend } from './host/createRunnerBackend';
import { startOrEnd } from './host/startOrEnd';

const runner = createRunnerBackend();

runner.add(import('@emr-backup/plugin-emr-backup-backend-module-mariadb'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-postgres'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-rclone'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-restic'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-borg'));

startOrEnd(runner);
