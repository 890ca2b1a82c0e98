import type { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { agreementDateProblems } from './agreementDates';
import { recognizedKind } from './recognizedKind';
import { SchemaChecker } from './SchemaChecker';

/**
 * What is wrong with one field of an entity.
 *
 * @public
 */
export interface EmrEntityProblem {
  /** `spec.timezone`; null when the whole entity is meant. */
  field: string | null;
  /** `spec.timezone is "Mars/Base"; it must be …`, without the entity's name. */
  sentence: string;
}

let schemas: SchemaChecker | undefined;

/**
 * Every problem of an entity that claims to be one of ours, as the catalog
 * would tell it; an entity of somebody else is one problem.
 *
 * @public
 */
export function emrEntityProblems(entity: Entity): EmrEntityProblem[] {
  try {
    const kind = recognizedKind(entity);
    if (!kind)
      return [
        {
          field: 'apiVersion',
          sentence: `apiVersion is "${entity.apiVersion}"; it must be emr-backup/v1`,
        },
      ];
    schemas ??= SchemaChecker.create();
    return [
      ...schemas.problems(kind, entity),
      ...agreementDateProblems(entity),
    ].map(({ field, sentence }) => ({ field, sentence }));
  } catch (error) {
    return [{ field: null, sentence: toError(error).message }];
  }
}
