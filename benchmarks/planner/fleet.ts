import type { Knex } from 'knex';

const BATCH = 100;
const HOUR_MS = 3_600_000;
const CRITICALITIES = ['high', 'normal', 'low'];

const instant = (at: number) => new Date(at).toISOString();

/** Fills the tables with jobs that were each proven once, spread over the last 30 days, and one runner of four places. */
export async function fillFleet(knex: Knex, jobs: number): Promise<void> {
  const now = Date.now();
  const rows = Array.from({ length: jobs }, (_, index) => {
    const ref = `backupjob:default/job-${index}`;
    const provenAt = instant(now - ((index % 700) + 1) * HOUR_MS);
    const artifact = {
      key: 'file:./emr.sql.gz',
      name: 'emr.sql.gz',
      bytes: 1_000_000 * (1 + (index % 400)),
      files: 1,
      takenAt: instant(now - 6 * HOUR_MS),
      hollow: false,
      shrunk: false,
      digests: [],
      fingerprint: '',
    };
    return { ref, index, provenAt, artifact };
  });
  await insert(
    knex,
    'emr_jobs',
    rows.map(({ ref, index }) => ({
      ref,
      title: `Job ${index}`,
      server_ref: `emrserver:default/server-${index}`,
      clinic_ref: `clinic:default/clinic-${index}`,
      clinic_title: `Clinic ${index}`,
      owner: 'group:default/it',
      operated_by: `vendor:default/vendor-${index % 40}`,
      product: index % 2 ? 'oscar' : 'openemr',
      timezone: index % 2 ? 'America/Toronto' : 'America/Winnipeg',
      criticality: CRITICALITIES[index % 3],
      drill_from: 'entity',
      fingerprint: `fingerprint-${index}`,
      spec: JSON.stringify({
        owner: 'it',
        server: `server-${index}`,
        schedule: { every: 'P1D' },
        copies: [{ store: `store-${index % 20}`, path: '*', offsite: true }],
        drill: { every: 'P30D', window: '20:00-06:00' },
      }),
      first_seen_at: instant(now - 900 * HOUR_MS),
    })),
  );
  await insert(
    knex,
    'emr_copies',
    rows.map(({ ref, index, artifact }) => ({
      job_ref: ref,
      store: `store-${index % 20}`,
      path: '*',
      first_observed_at: instant(now - 900 * HOUR_MS),
      observed_at: instant(now),
      artifacts: 1,
      recent: JSON.stringify([artifact]),
      newest_good: JSON.stringify(artifact),
    })),
  );
  await insert(
    knex,
    'emr_drills',
    rows.map(({ ref, index, provenAt, artifact }) => ({
      id: `drill-${index}`,
      job_ref: ref,
      job_title: `Job ${index}`,
      state: 'finished',
      outcome: 'passed',
      reason_code: 'restored',
      reason_message: 'Restored.',
      started_by: 'schedule',
      queued_at: provenAt,
      started_at: provenAt,
      ended_at: instant(Date.parse(provenAt) + (30 + (index % 300)) * 1000),
      artifact_name: artifact.name,
      artifact_taken_at: provenAt,
      artifact_bytes: artifact.bytes,
      store: `store-${index % 20}`,
      phases: '[]',
      attempts: 1,
    })),
  );
  await insert(knex, 'emr_runners', [
    {
      id: 'elsewhere/1/bench',
      host: 'elsewhere',
      pools: '["default"]',
      engines: '[{"name":"mariadb","version":"10.11"}]',
      tools: '[]',
      stores: '[]',
      keys: '[]',
      places: 4,
      running: 0,
      state: 'up',
      started_at: instant(now),
      heartbeat_at: instant(now + HOUR_MS),
    },
  ]);
}

async function insert(
  knex: Knex,
  table: string,
  rows: readonly object[],
): Promise<void> {
  await knex.transaction(async trx => {
    for (let start = 0; start < rows.length; start += BATCH)
      await trx(table).insert(rows.slice(start, start + BATCH));
  });
}
