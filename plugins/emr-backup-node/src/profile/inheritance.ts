import type { ProfileFragment } from './ProfileFile';

type Json = unknown;
type JsonRecord = Record<string, Json>;

/** Said of one profile only; a child does not inherit them. */
const OWN = new Set(['name', 'extends']);

/**
 * Lays a profile over the one it extends.
 *
 * - A single value of the child replaces the parent's.
 * - Records (`settings`, `rows.tables`, …) are merged key by key.
 * - Lists are the parent's items followed by the child's. A child's item that
 *   speaks of the same thing (the same `id`, else the same `table` and column)
 *   takes the place of the parent's.
 * - `recognise` is inherited only by a child that has one of its own: else
 *   both would claim every database of the parent's product.
 */
export function inherit(
  parent: ProfileFragment,
  child: ProfileFragment,
): ProfileFragment {
  const base = Object.fromEntries(
    Object.entries(parent).filter(
      ([key]) =>
        !OWN.has(key) && (key !== 'recognise' || child.recognise !== undefined),
    ),
  );
  return mergeRecords(base, child as JsonRecord) as ProfileFragment;
}

function mergeRecords(parent: JsonRecord, child: JsonRecord): JsonRecord {
  const merged = { ...parent };
  for (const [key, value] of Object.entries(child))
    merged[key] = key in parent ? mergeValues(parent[key], value) : value;
  return merged;
}

function mergeValues(parent: Json, child: Json): Json {
  if (Array.isArray(parent) && Array.isArray(child))
    return mergeLists(parent, child);
  if (isRecord(parent) && isRecord(child)) return mergeRecords(parent, child);
  return child;
}

function mergeLists(parent: Json[], child: Json[]): Json[] {
  const merged = new Map(parent.map(item => [identityOf(item), item]));
  for (const item of child) merged.set(identityOf(item), item);
  return [...merged.values()];
}

function identityOf(item: Json): string {
  if (!isRecord(item)) return JSON.stringify(item);
  const { id, table, column, file, files } = item;
  return JSON.stringify(id ?? [table, column, file, files]);
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
