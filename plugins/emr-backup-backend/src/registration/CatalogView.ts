import type { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const BATCH = 200;
const OWN_LOCATION = 'emr-backup:registrations';

/** What the catalog knows of some refs. */
export class CatalogView {
  constructor(
    private readonly services: { catalog: CatalogService; auth: AuthService },
  ) {}

  /** Where each known ref comes from; `null` when it was registered here. Unknown refs are absent. */
  async origins(refs: Iterable<string>): Promise<Map<string, string | null>> {
    const { catalog, auth } = this.services;
    const credentials = await auth.getOwnServiceCredentials();
    const wanted = [...new Set(refs)];
    const origins = new Map<string, string | null>();
    for (let start = 0; start < wanted.length; start += BATCH) {
      const entityRefs = wanted.slice(start, start + BATCH);
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs,
          fields: ['kind', 'metadata.name', 'metadata.annotations'],
        },
        { credentials },
      );
      items.forEach((entity, index) => {
        if (!entity) return;
        const origin =
          entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ??
          'another source';
        origins.set(entityRefs[index], origin === OWN_LOCATION ? null : origin);
      });
    }
    return origins;
  }
}
