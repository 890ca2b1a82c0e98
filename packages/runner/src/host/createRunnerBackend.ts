import {
  createSpecializedBackend,
  type Backend,
} from '@backstage/backend-app-api';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { lifecycleServiceFactory } from '@backstage/backend-defaults/lifecycle';
import { loggerServiceFactory } from '@backstage/backend-defaults/logger';
import { rootConfigServiceFactory } from '@backstage/backend-defaults/rootConfig';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { rootLoggerServiceFactory } from '@backstage/backend-defaults/rootLogger';
import { emrBackupRunnerPlugin } from '@emr-backup/plugin-emr-backup-backend';

/** A backend of what a runner needs and no more. There is no HTTP service among it, so no port is opened. */
export function createRunnerBackend(): Backend {
  const backend = createSpecializedBackend({
    defaultServiceFactories: [
      databaseServiceFactory,
      lifecycleServiceFactory,
      loggerServiceFactory,
      rootConfigServiceFactory,
      rootLifecycleServiceFactory,
      rootLoggerServiceFactory,
    ],
  });
  backend.add(emrBackupRunnerPlugin);
  return backend;
}
