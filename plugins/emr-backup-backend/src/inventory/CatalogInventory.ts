import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { EMR_KINDS } from '@emr-backup/plugin-emr-backup-common';
import { assembleInventory, type InventoryDefaults } from './assemble';
import type { InventoryStore } from './InventoryStore';

/** What the inventory needs of each entity; descriptions and relations stay in the catalog. */
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec',
];

/** Reads the four kinds from the catalog into our tables. */
export class CatalogInventory {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      store: InventoryStore;
      defaults: InventoryDefaults;
    },
  ) {}

  async refresh(now: Date): Promise<{ jobs: number }> {
    const { catalog, auth, store, defaults } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const pages = catalog.streamEntities(
      { filter: { kind: [...EMR_KINDS] }, fields: FIELDS },
      { credentials },
    );
    for await (const page of pages) entities.push(...page);
    const inventory = assembleInventory(entities, defaults);
    await store.replace(inventory, now);
    return { jobs: inventory.jobs.length };
  }
}
