import type { Knex } from 'knex';

/** How many drills have ended, by outcome. */
export async function drillOutcomes(knex: Knex): Promise<Map<string, number>> {
  const rows: { outcome: string; n: number | string }[] = await knex(
    'emr_drills',
  )
    .where('state', 'finished')
    .groupBy('outcome')
    .select('outcome')
    .count({ n: '*' });
  return new Map(rows.map(({ outcome, n }) => [outcome, Number(n)]));
}
