import { DEFAULT_NAMESPACE, type Entity } from '@backstage/catalog-model';

/** How messages name an entity: its kind as written, namespace and name. */
export const entityTitle = (entity: Entity): string =>
  `${entity.kind} ${entity.metadata.namespace ?? DEFAULT_NAMESPACE}/${
    entity.metadata.name
  }`;
