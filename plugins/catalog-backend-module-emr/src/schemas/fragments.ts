import { DURATION_WORDING } from '../rules/duration';
import {
  referenceWording,
  type EntityReferenceTarget,
} from '../rules/entityReference';
import { CRON_WORDING } from '../rules/cronLine';
import { TIME_ZONE_WORDING } from '../rules/timeZone';
import type { TextRuleName } from '../rules';

/**
 * A JSON schema with our annotations. `mustBe` completes the sentence
 * "it must be …" whichever keyword a value fails, so the wording of a field
 * lives beside its schema.
 */
export type FieldSchema = {
  mustBe: string;
  /** The value is never repeated in a message. */
  hidden?: true;
  rule?: TextRuleName;
  entityRef?: EntityReferenceTarget;
  [keyword: string]: unknown;
};

/** An object in which only the named fields may appear. */
export const fields = (
  mustBe: string,
  properties: Record<string, FieldSchema>,
  required: string[] = [],
): FieldSchema => ({
  type: 'object',
  mustBe,
  properties,
  required,
  additionalProperties: false,
});

/** A list of one thing. */
export const list = (
  mustBe: string,
  items: FieldSchema,
  minItems = 0,
): FieldSchema => ({ type: 'array', mustBe, items, minItems });

/** A text a rule decides about. */
export const ruled = (rule: TextRuleName, mustBe: string): FieldSchema => ({
  type: 'string',
  mustBe,
  rule,
});

/** A text that is not blank. */
export const text = (example: string): FieldSchema => ({
  type: 'string',
  pattern: '\\S',
  maxLength: 200,
  mustBe: `a text of at most 200 characters such as ${example}`,
});

/** A version: YAML reads 19.10 without quotes as the number 19.1. */
export const version = (example: string): FieldSchema => ({
  type: 'string',
  pattern: '\\S',
  maxLength: 100,
  mustBe: `a version in quotes such as '${example}'`,
});

/** One of a few words. */
export const oneWordOf = (words: readonly string[]): FieldSchema => ({
  enum: [...words],
  mustBe: `one of ${words.join(', ')}`,
});

/** Yes or no. */
export const flag: FieldSchema = { type: 'boolean', mustBe: 'true or false' };

/** A calendar day. */
export const day: FieldSchema = {
  type: 'string',
  format: 'date',
  mustBe: 'a date such as 2026-02-01',
};

/** An ISO 8601 duration. */
export const duration: FieldSchema = ruled('duration', DURATION_WORDING);

/** An IANA time zone. */
export const timeZone: FieldSchema = ruled('timeZone', TIME_ZONE_WORDING);

/** A cron line. */
export const cronLine: FieldSchema = ruled('cronLine', CRON_WORDING);

/** A reference to another entity. */
export const entityRef = (
  target: EntityReferenceTarget,
  exampleName: string,
): FieldSchema => ({
  type: 'string',
  entityRef: target,
  mustBe: referenceWording(target, exampleName),
});

/** Who answers for the entity. */
export const owner: FieldSchema = entityRef(
  { defaultKind: 'Group', kinds: ['Group', 'User'] },
  'it-west',
);

/** The whole entity, of which the catalog itself has checked all but `spec`. */
export const entityWith = (spec: FieldSchema) => ({
  type: 'object',
  properties: { spec },
  required: ['spec'],
});
