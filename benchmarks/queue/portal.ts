import { readFileSync } from 'node:fs';
import { createBackend } from '@backstage/backend-defaults';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

const entities = JSON.parse(
  readFileSync(process.env.EMR_BENCH_ENTITIES ?? '', 'utf8'),
);

// The plugin as a portal has it. What its catalog costs is not measured here.
const portal = createBackend();

portal.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      Object.assign(catalogServiceMock({ entities: [] }), {
        async *streamEntities() {
          yield entities;
        },
      }),
  }),
);
portal.add(import('@emr-backup/plugin-emr-backup-backend'));
portal.add(import('@emr-backup/plugin-emr-backup-backend-module-mariadb'));

portal.start();
