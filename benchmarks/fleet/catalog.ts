import { setImmediate as othersTurn } from 'node:timers/promises';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** Entities a page, as the real catalog answers them. */
const PAGE = 500;

/**
 * A catalog in memory that hands out all its entities a page at a time, each
 * parsed anew as if it came from a database. The stand-in that comes with the
 * catalog prepares every entity for every kind of search at each question,
 * and holds the process for a second with thousands of them.
 */
export function catalogOf(entities: Entity[]) {
  const texts: string[] = [];
  for (let start = 0; start < entities.length; start += PAGE)
    texts.push(JSON.stringify(entities.slice(start, start + PAGE)));
  async function* streamEntities(): AsyncIterable<Entity[]> {
    for (const text of texts) {
      await othersTurn();
      yield JSON.parse(text);
    }
  }
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      Object.assign(catalogServiceMock({ entities }), { streamEntities }),
  });
}
