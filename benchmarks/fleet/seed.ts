import path from 'node:path';
import { randomUUID } from 'node:crypto';
import knexFactory, { type Knex } from 'knex';
import { clinicCount, clinicRef, copyPath, jobRef } from './clinics';

const DAY_MS = 86_400_000;
const DAYS = 28;
const NOW = Date.now();
/** SQLite allows 32,766 values in one statement. */
const BATCH = 500;

const ago = (ms: number) => new Date(NOW - ms).toISOString();

/** Newest backup of a clinic in hours: one in twenty is overdue. */
const ageHours = (index: number) => (index % 20 === 3 ? 60 : 2 + (index % 20));

const artifactKey = (index: number, day: number) => `file:./${index}-${day}`;

function artifacts(index: number) {
  return Array.from({ length: DAYS }, (_, day) => ({
    job_ref: jobRef(index),
    store: 'shelf',
    path: copyPath(index),
    key: artifactKey(index, day),
    name: `backup-${day}.sql.gz`,
    bytes: 600_000_000 + index * 1000,
    files: 1,
    taken_at: ago(ageHours(index) * 3_600_000 + day * DAY_MS),
    hollow: false,
    first_seen_at: ago(day * DAY_MS + 3_600_000),
    last_seen_at: ago(120_000),
  }));
}

function copy(index: number) {
  const [newest] = artifacts(index);
  const remembered = {
    key: newest.key,
    name: newest.name,
    bytes: newest.bytes,
    files: 1,
    takenAt: newest.taken_at,
    hollow: false,
    shrunk: false,
    digests: [],
    fingerprint: '',
  };
  return {
    job_ref: jobRef(index),
    store: 'shelf',
    path: copyPath(index),
    first_observed_at: ago(DAYS * DAY_MS),
    observed_at: ago(120_000),
    artifacts: DAYS,
    // Not before the measurement is over: nothing lies in the store.
    look_at: new Date(NOW + DAY_MS).toISOString(),
    recent: JSON.stringify([remembered]),
    newest_good: JSON.stringify(remembered),
  };
}

/** Four drills in four weeks; the newest of one clinic in fifty failed. */
function drills(index: number) {
  return [1, 8, 15, 22].map(day => {
    const failed = day === 1 && index % 50 === 7;
    const started = ago(day * DAY_MS + (index % 24) * 3_600_000);
    return {
      id: randomUUID(),
      job_ref: jobRef(index),
      job_title: `Clinic ${index} nightly`,
      clinic_ref: clinicRef(index),
      clinic_title: `Clinic ${index}`,
      state: 'finished',
      outcome: failed ? 'failed' : 'passed',
      reason_code: failed ? 'trailer-missing' : 'restored',
      reason_message: failed
        ? 'The dump ends in the middle of a table.'
        : 'The backup was restored and all 18 checks held.',
      started_by: 'schedule',
      queued_at: started,
      started_at: started,
      ended_at: started,
      store: 'shelf',
      path: copyPath(index),
      data_age_seconds: 7200,
      timings: JSON.stringify({
        fetch: 40,
        open: 10,
        boot: 1,
        load: 200,
        index: 70,
        verify: 20,
        wipe: 1,
        total: 342,
      }),
      phases: '[]',
      attempts: 1,
    };
  });
}

async function insert(knex: Knex, table: string, rows: object[]) {
  await knex.batchInsert(table, rows, BATCH);
}

async function seed() {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: {
      filename: path.join(
        String(process.env.EMR_BENCH_DIR),
        'database/emr-backup.sqlite',
      ),
    },
    useNullAsDefault: true,
  });
  await knex.migrate.latest({
    directory: path.resolve(
      __dirname,
      '../../plugins/emr-backup-backend/migrations',
    ),
  });
  const clinics = Array.from({ length: clinicCount() }, (_, index) => index);
  await insert(knex, 'emr_copies', clinics.map(copy));
  await insert(knex, 'emr_artifacts', clinics.flatMap(artifacts));
  await insert(knex, 'emr_drills', clinics.flatMap(drills));
  await knex.destroy();
}

seed().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
