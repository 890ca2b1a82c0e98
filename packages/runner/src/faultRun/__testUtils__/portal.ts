import { readFileSync } from 'node:fs';
import { createBackend } from '@backstage/backend-defaults';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startInTurn } from '@emr-backup/plugin-emr-backup-backend';
import { startOrEnd } from '../../host/startOrEnd';
import { markingMariadb } from './markingMariadb';

// A backend with the whole plugin in it. The catalog is not what is under test.
const portal = createBackend();

portal.add(
  catalogServiceMock.factory({
    entities: JSON.parse(
      readFileSync(process.env.EMR_FAULT_ENTITIES ?? '', 'utf8'),
    ),
  }),
);
portal.add(startInTurn);
portal.add(import('@emr-backup/plugin-emr-backup-backend'));
portal.add(markingMariadb);

startOrEnd(portal);
