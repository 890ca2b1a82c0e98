import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import emrBackupPlugin, {
  emrBackupEntityPresentationModule,
  emrBackupIconsModule,
} from '@emr-backup/plugin-emr-backup';
import { brokenEntitiesModule } from './brokenEntities';
import { navigationModule } from './navigation';
import { relationsModule } from './relations';

// Every other plugin among the dependencies of this package is found and added
// by itself (app.packages in app-config.yaml).
export const app = createApp({
  features: [
    catalogPlugin,
    emrBackupPlugin,
    emrBackupIconsModule,
    emrBackupEntityPresentationModule,
    navigationModule,
    brokenEntitiesModule,
    relationsModule,
  ],
});
