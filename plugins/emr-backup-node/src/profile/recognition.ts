import type { Profile, RestoredSchema } from '../contracts';

/** A profile and how many ancestors it has. */
export interface RankedProfile {
  profile: Profile;
  depth: number;
}

/**
 * Names by which recognition finds tables: plain, and `schema.table` where
 * there is a schema.
 * @public
 */
export function tableNames(
  schema: Pick<RestoredSchema, 'tables'>,
): Set<string> {
  const names = new Set<string>();
  for (const table of schema.tables) {
    names.add(table.name);
    if (table.schema) names.add(`${table.schema}.${table.name}`);
  }
  return names;
}

/**
 * The most specific profile whose tables are all there and none of whose
 * `without`: the one that asks for most tables, then the one with most
 * ancestors, then the first by name. Names are compared without case, because
 * `lower_case_table_names` folds them on the way.
 *
 * When none has all its tables, one that lacks a single one of at least four:
 * a backup that lost its patients must be judged as what it is, not pass as a
 * database nobody knows.
 */
export function mostSpecific(
  profiles: readonly RankedProfile[],
  tables: ReadonlySet<string>,
): Profile | undefined {
  const present = new Set([...tables].map(name => name.toLowerCase()));
  const has = (name: string) => present.has(name.toLowerCase());
  const lacking = (atLeast: number, lost: number) =>
    profiles.filter(
      ({ profile: { recognise } }) =>
        recognise !== undefined &&
        recognise.tables.length >= atLeast &&
        recognise.tables.filter(name => !has(name)).length === lost &&
        !recognise.without.some(has),
    );
  const whole = lacking(0, 0);
  const fitting = whole.length > 0 ? whole : lacking(4, 1);
  const asked = ({ profile }: RankedProfile) =>
    profile.recognise?.tables.length ?? 0;
  fitting.sort(
    (a, b) =>
      asked(b) - asked(a) ||
      b.depth - a.depth ||
      (a.profile.name < b.profile.name ? -1 : 1),
  );
  return fitting[0]?.profile;
}
