import { createSpecializedBackend } from '@backstage/backend-app-api';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { lifecycleServiceFactory } from '@backstage/backend-defaults/lifecycle';
import { loggerServiceFactory } from '@backstage/backend-defaults/logger';
import { rootConfigServiceFactory } from '@backstage/backend-defaults/rootConfig';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { rootLoggerServiceFactory } from '@backstage/backend-defaults/rootLogger';
import { emrBackupRunnerPlugin } from '@emr-backup/plugin-emr-backup-backend';

// Only what a runner needs. There is no HTTP service among it, so no port is opened.
const runner = createSpecializedBackend({
  defaultServiceFactories: [
    databaseServiceFactory,
    lifecycleServiceFactory,
    loggerServiceFactory,
    rootConfigServiceFactory,
    rootLifecycleServiceFactory,
    rootLoggerServiceFactory,
  ],
});

runner.add(emrBackupRunnerPlugin);
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-mariadb'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-postgres'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-rclone'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-restic'));
runner.add(import('@emr-backup/plugin-emr-backup-backend-module-borg'));

runner.start();
