import type { Entity } from '@backstage/catalog-model';
import type { EmrKind } from '@emr-backup/plugin-emr-backup-common';
import Ajv, {
  type ErrorObject,
  type SchemaValidateFunction,
  type ValidateFunction,
} from 'ajv';
import addFormats from 'ajv-formats';
import { textRules, type TextRuleName } from '../rules';
import { refersTo, type EntityReferenceTarget } from '../rules/entityReference';
import { kindSchemas } from '../schemas';
import { problemOf, type Problem } from './problemSentence';

// Errors a keyword makes itself arrive without the schema around it, and with
// it our annotations, unless it hands them over.
const obeysRule: SchemaValidateFunction = (
  name: TextRuleName,
  value: string,
  parentSchema,
) => {
  const refusal = textRules[name](value);
  obeysRule.errors = refusal
    ? [{ keyword: 'rule', params: refusal, parentSchema }]
    : [];
  return refusal === undefined;
};

// What a branch of a choice misses is told once, by the choice itself.
const isInsideChoice = (error: ErrorObject) =>
  /\/(oneOf|anyOf|not)\/./.test(error.schemaPath);

/** Holds entities against the JSON schemas of the four kinds. */
export class SchemaChecker {
  static create(): SchemaChecker {
    // verbose hands our annotations and the value to the message
    const ajv = new Ajv({
      allErrors: true,
      verbose: true,
      strict: true,
      strictRequired: false,
    });
    addFormats(ajv, ['date', 'email']);
    ajv.addKeyword({ keyword: 'mustBe', schemaType: 'string' });
    ajv.addKeyword({ keyword: 'hidden', schemaType: 'boolean' });
    ajv.addKeyword({
      keyword: 'rule',
      type: 'string',
      schemaType: 'string',
      errors: true,
      validate: obeysRule,
    });
    ajv.addKeyword({
      keyword: 'entityRef',
      type: 'string',
      schemaType: 'object',
      validate: (target: EntityReferenceTarget, value: string) =>
        refersTo(value, target),
    });
    return new SchemaChecker({
      Clinic: ajv.compile(kindSchemas.Clinic),
      EmrServer: ajv.compile(kindSchemas.EmrServer),
      BackupJob: ajv.compile(kindSchemas.BackupJob),
      Vendor: ajv.compile(kindSchemas.Vendor),
    });
  }

  private constructor(
    private readonly validators: Record<EmrKind, ValidateFunction>,
  ) {}

  /** Every problem of the entity, at most one a field. */
  problems(kind: EmrKind, entity: Entity): Problem[] {
    const validate = this.validators[kind];
    if (validate(entity)) {
      return [];
    }
    const byField = new Map<string, Problem>();
    for (const error of validate.errors ?? []) {
      const problem = problemOf(error);
      if (!isInsideChoice(error) && !byField.has(problem.field)) {
        byField.set(problem.field, problem);
      }
    }
    return [...byField.values()];
  }
}
