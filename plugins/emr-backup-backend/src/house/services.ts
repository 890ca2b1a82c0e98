import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  BackupStoreFactory,
  Check,
  RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';

/** Backstage services the rooms need. */
export interface HouseServices {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  scheduler: SchedulerService;
  signals: SignalsService;
}

/** What modules added. */
export interface Additions {
  engines: readonly RestoreEngine[];
  stores: readonly BackupStoreFactory[];
  checks: readonly Check[];
}
