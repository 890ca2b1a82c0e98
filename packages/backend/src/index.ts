import { createBackend } from '@backstage/backend-defaults';
import { startInTurn } from '@emr-backup/plugin-emr-backup-backend';
import { notificationsByEmail } from './notificationsByEmail';

const backend = createBackend();

// several portals may start at once
backend.add(startInTurn);

// the built console, served from this very port
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-catalog-backend-module-unprocessed'));
backend.add(import('@emr-backup/plugin-catalog-backend-module-emr'));

backend.add(import('@backstage/plugin-search-backend'));
// on SQLite it steps aside by itself, and search runs in memory
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(notificationsByEmail);
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-devtools-backend'));

backend.add(import('@emr-backup/plugin-emr-backup-backend'));
backend.add(import('@emr-backup/plugin-emr-backup-backend-module-mariadb'));
backend.add(import('@emr-backup/plugin-emr-backup-backend-module-postgres'));
backend.add(import('@emr-backup/plugin-emr-backup-backend-module-rclone'));
backend.add(import('@emr-backup/plugin-emr-backup-backend-module-restic'));
backend.add(import('@emr-backup/plugin-emr-backup-backend-module-borg'));

// Backstage only logs that a start failed and lets the process live, which then
// does nothing and is never started again by its service manager.
backend.start().catch((error: unknown) => {
  const kind = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The start failed: ${kind}\n`);
  process.exit(1);
});
