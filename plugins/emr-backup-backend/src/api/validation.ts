import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** Reads a query or body; what cannot be used is named with its field and value. */
export function validated<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const complaints = result.error.issues.map(issue => {
    const field = issue.path.join('.') || 'body';
    const value = valueAt(input, issue.path);
    return value === undefined
      ? `"${field}": ${issue.message}`
      : `"${field}" is ${JSON.stringify(value)}: ${issue.message}`;
  });
  throw new InputError(complaints.join('; '));
}

/** The canonical form of an entity ref. */
export function entityRef(value: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    throw new InputError(
      `"${value}" is not an entity ref such as backupjob:default/lakeside-nightly.`,
    );
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}
