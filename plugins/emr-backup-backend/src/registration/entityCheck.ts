import {
  DEFAULT_NAMESPACE,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { emrEntityProblems } from '@emr-backup/plugin-catalog-backend-module-emr';

/** What is wrong with one field of an entity; null: with all of it. */
export interface FieldProblem {
  field: string | null;
  message: string;
}

/** What the catalog asks of every entity, whatever its kind. */
const envelope = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** `Clinic lakeside`, as far as the raw entity tells. */
export function nameOfRaw(raw: Record<string, unknown>): string {
  const metadata = raw.metadata as { name?: unknown } | undefined;
  return [raw.kind, metadata?.name]
    .filter(part => typeof part === 'string' && part !== '')
    .join(' ');
}

/** The entity as the catalog would take it, and all that keeps the catalog from it. */
export async function checkEntity(
  raw: Record<string, unknown>,
): Promise<{ entity?: Entity; problems: FieldProblem[] }> {
  let entity: Entity;
  try {
    entity = (await envelope.enforce(raw as unknown as Entity)) ?? fail();
  } catch (error) {
    return { problems: [{ field: null, message: toError(error).message }] };
  }
  const problems = emrEntityProblems(entity).map(({ field, sentence }) => ({
    field,
    message: sentence,
  }));
  return { entity: withNamespace(entity), problems };
}

function fail(): never {
  throw new Error('the entity was refused without a reason');
}

function withNamespace(entity: Entity): Entity {
  const namespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  return { ...entity, metadata: { ...entity.metadata, namespace } };
}
