import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogUnprocessedEntitiesClient,
  type CatalogUnprocessedEntitiesApi,
  type CatalogUnprocessedEntitiesApiResponse,
  type UnprocessedEntity,
} from '@backstage/plugin-catalog-unprocessed-entities-common';

const hasErrors = (entity: UnprocessedEntity) =>
  (entity.errors ?? []).length > 0;

/** The catalog leaves out the ref of an entity that never became one. */
const withRef = (entity: UnprocessedEntity): UnprocessedEntity => ({
  ...entity,
  entity_ref:
    entity.entity_ref ?? stringifyEntityRef(entity.unprocessed_entity),
});

const MARKDOWN = /[\\`*_<>[\]#|~]/g;

/**
 * The list reads messages as Markdown: a glob would lose its asterisks, and
 * several problems would run together on one line.
 */
const withPlainMessages = (entity: UnprocessedEntity): UnprocessedEntity => ({
  ...entity,
  errors: entity.errors?.map(error => ({
    ...error,
    message: error.message
      .replace(MARKDOWN, character => `\\${character}`)
      .replace(/\n/g, '\n\n'),
  })),
});

/**
 * Tells entities with errors from those that merely wait.
 *
 * The catalog counts an entity whose very first version was refused as pending,
 * nameless and for ever, and says that nothing failed. A clinic that is missing
 * for a typing error must not look like one that is on its way.
 */
export class BrokenEntitiesClient implements CatalogUnprocessedEntitiesApi {
  private readonly catalog: CatalogUnprocessedEntitiesApi;

  constructor(
    ...connection: ConstructorParameters<
      typeof CatalogUnprocessedEntitiesClient
    >
  ) {
    this.catalog = new CatalogUnprocessedEntitiesClient(...connection);
  }

  async pending(): Promise<CatalogUnprocessedEntitiesApiResponse> {
    const { entities } = await this.catalog.pending();
    return {
      entities: entities.filter(one => !hasErrors(one)).map(withRef),
    };
  }

  async failed(): Promise<CatalogUnprocessedEntitiesApiResponse> {
    const [failed, pending] = await Promise.all([
      this.catalog.failed(),
      this.catalog.pending(),
    ]);
    return {
      entities: [
        ...failed.entities,
        ...pending.entities.filter(hasErrors).map(withRef),
      ].map(withPlainMessages),
    };
  }

  async delete(entityId: string): Promise<void> {
    await this.catalog.delete(entityId);
  }
}
