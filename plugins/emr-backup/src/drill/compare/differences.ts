import type {
  CheckResult,
  CheckStatus,
  DrillDetail,
} from '@emr-backup/plugin-emr-backup-common';

/** Rows of one table in two drills; null where it was not counted. */
export type RowDifference = {
  table: string;
  now: number | null;
  before: number | null;
};

const rowsOf = (drill: DrillDetail) => drill.report?.counts.rows ?? {};

const distance = ({ now, before }: RowDifference) =>
  Math.abs((now ?? 0) - (before ?? 0));

/** Every table of either drill, the greatest difference first, equal ones by name. */
export function rowDifferences(
  now: DrillDetail,
  before: DrillDetail,
): RowDifference[] {
  const [nowRows, beforeRows] = [rowsOf(now), rowsOf(before)];
  const tables = new Set([...Object.keys(nowRows), ...Object.keys(beforeRows)]);
  return [...tables]
    .map(table => ({
      table,
      now: nowRows[table] ?? null,
      before: beforeRows[table] ?? null,
    }))
    .sort((a, b) => distance(b) - distance(a) || (a.table < b.table ? -1 : 1));
}

export const differs = ({ now, before }: RowDifference) => now !== before;

/** A check of which two drills did not say the same; null where it was not asked. */
export type CheckChange = {
  id: string;
  title: string;
  now: CheckStatus | null;
  before: CheckStatus | null;
  detail: string;
};

/** Checks with another result, in the order in which they were asked. */
export function checkChanges(
  now: CheckResult[],
  before: CheckResult[],
): CheckChange[] {
  const known = new Map(before.map(check => [check.id, check]));
  const asked = now.map(check => ({
    id: check.id,
    title: check.title,
    now: check.status,
    before: known.get(check.id)?.status ?? null,
    detail: check.detail,
  }));
  const dropped = before
    .filter(({ id }) => !now.some(check => check.id === id))
    .map(({ id, title, status, detail }) => ({
      id,
      title,
      now: null,
      before: status,
      detail,
    }));
  return [...asked, ...dropped].filter(change => change.now !== change.before);
}
