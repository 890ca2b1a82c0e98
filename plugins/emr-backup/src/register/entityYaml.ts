import { stringify } from 'yaml';
import type { RawEntity } from './draftEntities';

/** The entities as one YAML file, ready for a catalog repository. */
export function entityYaml(entities: readonly RawEntity[]): string {
  return entities
    .map(entity => stringify(entity, { lineWidth: 0 }))
    .join('---\n');
}
