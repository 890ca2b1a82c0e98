import type { Knex } from 'knex';

/** How many drills of each job have ended as errors since one last judged its backup. */
export async function errorStreaks(
  knex: Knex,
  jobRefs: readonly string[],
): Promise<Map<string, number>> {
  const judged = knex('emr_drills as judged')
    .where('judged.job_ref', knex.ref('emr_drills.job_ref'))
    .whereIn('judged.outcome', ['passed', 'failed'])
    .where('judged.queued_at', '>', knex.ref('emr_drills.queued_at'));
  const rows: { job_ref: string; errors: number | string }[] = await knex(
    'emr_drills',
  )
    .whereIn('job_ref', jobRefs)
    .where('outcome', 'error')
    .whereNotExists(judged)
    .groupBy('job_ref')
    .select('job_ref')
    .count({ errors: '*' });
  return new Map(rows.map(row => [row.job_ref, Number(row.errors)]));
}
