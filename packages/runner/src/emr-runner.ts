import { createRunnerBackend } from './host/createRunnerBackend';

const runner = createRunnerBackend();

runner.add(import('@emr-backup/plugin-emr-backup-backend-module-mariadb'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-postgres'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-rclone'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-restic'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-borg'));

runner.start();
