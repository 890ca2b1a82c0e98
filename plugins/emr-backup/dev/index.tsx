// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this is the dev app, which is a frontend
import '@backstage/ui/css/styles.css';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import { UserIdentity } from '@backstage/core-components';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import emrBackupPlugin, {
  emrBackupApiRef,
  emrBackupEntityPresentationModule,
  emrBackupIconsModule,
} from '../src';
import { filledApi } from './filledApi';
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
          factory: () => filledApi(clinics),
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

/** Nobody to sign in to: everyone who opens the dev app is a guest. */
const guests = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () => props => {
          const { onSignInSuccess } = props;
          useEffect(
            () => onSignInSuccess(UserIdentity.createGuest()),
            [onSignInSuccess],
          );
          return null;
        },
      },
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
    guests,
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
