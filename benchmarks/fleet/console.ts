import { createBackend } from '@backstage/backend-defaults';
import { catalogOf } from './catalog';
import { clinicCount, entitiesOf } from './clinics';

const backend = createBackend();
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
// Ingesting thousands of entities is the catalog's work and not measured here.
backend.add(
  catalogOf(
    Array.from({ length: clinicCount() }, (_, index) =>
      entitiesOf(index),
    ).flat(),
  ),
);
backend.add(import('../../plugins/emr-backup-backend/src'));
backend.start();
