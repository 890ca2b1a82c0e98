import type { Knex } from 'knex';
import type { CheckStatus } from '@emr-backup/plugin-emr-backup-common';
import { noChecks, type CheckCounts } from './drillRow';

/** Checks per status of each drill. */
export async function countChecks(
  knex: Knex,
  drillIds: readonly string[],
): Promise<Map<string, CheckCounts>> {
  const counts = new Map<string, CheckCounts>();
  if (drillIds.length === 0) return counts;
  const rows: { drill_id: string; status: CheckStatus; n: number | string }[] =
    await knex('emr_drill_checks')
      .whereIn('drill_id', drillIds)
      .select('drill_id', 'status')
      .count({ n: '*' })
      .groupBy('drill_id', 'status');
  for (const { drill_id: id, status, n } of rows) {
    const entry = counts.get(id) ?? noChecks();
    entry[status] = Number(n);
    counts.set(id, entry);
  }
  return counts;
}
