import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import emrBackupPlugin, {
  emrBackupApiRef,
  emrBackupEntityPresentationModule,
  emrBackupIconsModule,
} from '../src';
import { FakeEmrBackupApi } from './FakeEmrBackupApi';
import { sampleCatalog } from './sampleCatalog';
import { sampleFleet } from './sampleFleet';

const clinics = sampleFleet();

const fakeBackend = createFrontendModule({
  pluginId: 'emr-backup',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: emrBackupApiRef,
          deps: {},
          factory: () => new FakeEmrBackupApi(clinics),
        }),
    }),
  ],
});

const fakeCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: sampleCatalog(clinics) }),
        }),
    }),
  ],
});

const app = createApp({
  features: [
    catalogPlugin,
    emrBackupPlugin,
    emrBackupEntityPresentationModule,
    emrBackupIconsModule,
    fakeBackend,
    fakeCatalog,
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
