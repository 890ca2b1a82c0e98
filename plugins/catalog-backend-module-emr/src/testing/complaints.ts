import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { EMR_API_VERSION } from '@emr-backup/plugin-emr-backup-common';
import { EmrKindsProcessor } from '../EmrKindsProcessor';

const processor = new EmrKindsProcessor();

/** An entity of this project's API version. */
export const entityOf = (
  kind: string,
  name: string,
  spec?: JsonObject,
): Entity => ({
  apiVersion: EMR_API_VERSION,
  kind,
  metadata: { name },
  spec,
});

/** The lines of the error the entity gets; none for a valid one. */
export const complaintsAbout = async (entity: Entity): Promise<string[]> => {
  try {
    await processor.validateEntityKind(entity);
    return [];
  } catch (error) {
    if (error instanceof InputError) {
      return error.message.split('\n');
    }
    throw error;
  }
};
