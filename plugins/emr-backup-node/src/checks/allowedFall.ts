import type { Profile } from '../contracts';

/** The share of its rows a table may lose between two passed drills; 1 lets it go altogether. */
export function allowedFall(
  { rows }: Profile,
  ...names: readonly string[]
): number {
  for (const name of names)
    for (const [table, share] of Object.entries(rows.tables))
      if (table.toLowerCase() === name.toLowerCase()) return share;
  return rows.allowedFall;
}
