import type { ErrorObject } from 'ajv';
import type { FieldSchema } from '../schemas/fragments';
import { fieldPath } from './fieldPath';
import { nearestName } from './nearestName';
import { shownValue } from './shownValue';

/** One thing that is wrong with an entity: where, and the sentence about it. */
export type Problem = { field: string; sentence: string };

type Annotated = Partial<FieldSchema> & {
  properties?: Record<string, FieldSchema>;
};

const annotationsOf = (error: ErrorObject): Annotated =>
  error.parentSchema ?? {};

const missing = (error: ErrorObject, name: string): Problem => {
  const field = fieldPath(error.instancePath, name);
  const mustBe = annotationsOf(error).properties?.[name]?.mustBe;
  return {
    field,
    sentence: `${field} is missing; it must be ${mustBe}`,
  };
};

const unknown = (error: ErrorObject, name: string): Problem => {
  const allowed = Object.keys(annotationsOf(error).properties ?? {});
  const field = fieldPath(error.instancePath, name);
  const nearest = nearestName(name, allowed);
  const hint = nearest
    ? `did you mean ${fieldPath(error.instancePath, nearest)}?`
    : `allowed are ${allowed.join(', ')}`;
  return { field, sentence: `${field} is not a known field; ${hint}` };
};

const wrongValue = (error: ErrorObject): Problem => {
  const field = fieldPath(error.instancePath);
  const { mustBe, hidden } = annotationsOf(error);
  const hint = error.params.hint ? `, ${error.params.hint}` : '';
  const shown = hidden
    ? 'not a name (its value is not shown because it may be a secret)'
    : shownValue(error.data);
  return {
    field,
    sentence: `${field} is ${shown}; it must be ${mustBe}${hint}`,
  };
};

/** What a schema error says to the person who wrote the entity. */
export const problemOf = (error: ErrorObject): Problem => {
  switch (error.keyword) {
    case 'required':
      return missing(error, error.params.missingProperty);
    case 'additionalProperties':
      return unknown(error, error.params.additionalProperty);
    case 'dependencies': {
      const field = fieldPath(error.instancePath, error.params.property);
      const other = fieldPath(error.instancePath, error.params.missingProperty);
      return {
        field,
        sentence: `${field} only has a meaning together with ${other}, which is missing`,
      };
    }
    default:
      return wrongValue(error);
  }
};
