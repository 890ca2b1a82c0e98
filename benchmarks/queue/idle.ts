import { spawn } from 'node:child_process';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import knexFactory, { type Knex } from 'knex';

const JOBS = 20_000;
const ROOT = path.resolve(__dirname, '../..');
const MINUTE_MS = 60_000;

/** What a runner that has nothing to do asks of PostgreSQL while 20,000 jobs are scheduled. */
async function measureIdle(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-idle-'));
  const config = path.join(home, 'runner.json');
  await fs.writeFile(
    config,
    JSON.stringify({
      backend: {
        database: {
          client: 'pg',
          connection: { host: hostname, port: Number(port), user: 'emr' },
        },
      },
      emrBackup: { workDir: path.join(home, 'work') },
    }),
  );
  const runner = spawn(
    process.execPath,
    [path.join(ROOT, 'packages/runner/src/emr-runner.ts'), '--config', config],
    { cwd: path.join(ROOT, 'packages/runner'), stdio: 'ignore' },
  );
  const database = 'backstage_plugin_emr-backup';
  const knex = knexFactory({
    client: 'pg',
    connection: url.replace(/\/[^/]*$/, `/${database}`),
    pool: { min: 0, max: 1 },
  });
  try {
    await untilThere(knex);
    await schedule(knex);
    const before = await transactions(knex, database);
    await delay(MINUTE_MS);
    const queries = (await transactions(knex, database)) - before;
    console.log(
      `An idle runner with ${JOBS} scheduled jobs: ${queries} transactions a minute`,
    );
  } finally {
    runner.kill('SIGTERM');
    await knex.destroy();
  }
}

async function untilThere(knex: Knex): Promise<void> {
  for (;;)
    try {
      if (await knex('emr_runners').first()) return;
      await delay(500);
    } catch {
      await delay(500);
    }
}

async function schedule(knex: Knex): Promise<void> {
  const spec = JSON.stringify({
    owner: 'group:default/it-west',
    server: 'emr',
    schedule: { every: 'P1D' },
    copies: [{ store: 'shelf', path: '*' }],
    drill: { every: 'P30D' },
  });
  for (let start = 0; start < JOBS; start += 1000)
    await knex('emr_jobs').insert(
      Array.from({ length: 1000 }, (_, index) => ({
        ref: `backupjob:default/job-${start + index}`,
        title: `Job ${start + index}`,
        timezone: 'America/Toronto',
        spec,
        first_seen_at: '2026-11-22T12:00:00.000Z',
      })),
    );
}

/** Statements outside a transaction are one each. */
async function transactions(knex: Knex, database: string): Promise<number> {
  const row = await knex('pg_stat_database')
    .where('datname', database)
    .first(knex.raw('xact_commit + xact_rollback as n'));
  return Number(row.n);
}

measureIdle(process.argv[2]);
