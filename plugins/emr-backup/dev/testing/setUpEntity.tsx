import type { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { sampleCatalog } from '../sampleCatalog';
import { emrBackupApiRef } from '../../src/api/emrBackupApiRef';
import { clinicCards } from '../../src/entity/clinicExtensions';
import { jobCards } from '../../src/entity/jobExtensions';
import { serverCards } from '../../src/entity/serverExtensions';
import { vendorCards } from '../../src/entity/vendorExtensions';
import { MOUNTED, permissionApi, type PageSetup } from './setUpPage';

/** Every card of the plugin, whatever kind it is for. */
const CARDS = [...clinicCards, ...serverCards, ...jobCards, ...vendorCards];

/** A card for every entity, last on the page: where it shows, ours had their turn. */
const lastCard = EntityCardBlueprint.make({
  name: 'end-of-page',
  params: { loader: async () => <p>the end of the page</p> },
});

/**
 * Renders an entity page with all our cards: each must choose by itself whether
 * to show. With `cards` it renders only those, which is quicker.
 */
export function setUpEntity(
  entityRef: string | Entity,
  setup: PageSetup,
  cards: typeof CARDS = CARDS,
) {
  const { api, clinics = [], mayAct = true } = setup;
  const entities = sampleCatalog(clinics);
  const entity =
    typeof entityRef === 'string'
      ? entities.find(
          ({ kind, metadata }) =>
            `${kind}:default/${metadata.name}`.toLocaleLowerCase('en-US') ===
            entityRef,
        )
      : entityRef;
  if (!entity) throw new Error(`The sample catalog has no ${entityRef}`);
  return renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...cards, lastCard],
    mountedRoutes: MOUNTED,
    apis: [
      [emrBackupApiRef, api],
      [catalogApiRef, catalogApiMock({ entities })],
      [permissionApiRef, permissionApi(mayAct)],
    ],
  });
}
