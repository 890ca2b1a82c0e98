import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import knexFactory, { type Knex } from 'knex';
import { plannerRooms } from '../planner/plannerRooms';
import { fleetEntities, settleFleet } from './scheduledFleet';

const JOBS = 20_000;
const ROOT = path.resolve(__dirname, '../..');
const DATABASE = 'backstage_plugin_emr-backup';
const MINUTE_MS = 60_000;
/** Standings, alarms and the first look of the planner are done by then. */
const SETTLE_MS = 90_000;

/** What a runner, and a portal, that have nothing to do ask of PostgreSQL while 20,000 jobs are scheduled. */
async function measureIdle(url: string): Promise<void> {
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-idle-'));
  const entities = fleetEntities(JOBS);
  const catalog = path.join(home, 'entities.json');
  await fs.writeFile(catalog, JSON.stringify(entities));
  const server = open(url);
  const runner = await start('packages/runner/src/emr-runner.ts', url, home);
  await untilMade(server);
  const knex = open(url.replace(/\/[^/]*$/, `/${DATABASE}`));
  try {
    await untilThere(knex);
    await settleFleet(knex, entities);
    await planAhead(knex);
    await tell(server, 'An idle runner', 5000);
    await stop(runner);
    const portal = await start(
      'benchmarks/queue/portal.ts',
      url,
      home,
      catalog,
    );
    try {
      await untilThere(knex);
      await tell(server, 'An idle portal that also runs drills', SETTLE_MS);
    } finally {
      await stop(portal);
    }
  } finally {
    await stop(runner);
    await knex.destroy();
    await server.destroy();
  }
}

const open = (connection: string): Knex =>
  knexFactory({ client: 'pg', connection, pool: { min: 0, max: 1 } });

/** A process of this project on the database server, with a configuration of its own. */
async function start(
  entry: string,
  url: string,
  home: string,
  catalog?: string,
): Promise<ChildProcess> {
  const { hostname, port } = new URL(url);
  const config = path.join(home, `${path.basename(entry)}.json`);
  await fs.writeFile(
    config,
    JSON.stringify({
      backend: {
        baseUrl: 'http://127.0.0.1:7997',
        listen: { host: '127.0.0.1', port: 7997 },
        database: {
          client: 'pg',
          connection: { host: hostname, port: Number(port), user: 'emr' },
        },
      },
      emrBackup: {
        workDir: path.join(home, 'work'),
        stores: { shelf: { type: 'filesystem', root: home } },
      },
    }),
  );
  return spawn(process.execPath, [path.join(ROOT, entry), '--config', config], {
    cwd: path.join(ROOT, 'packages/runner'),
    env: { ...process.env, EMR_BENCH_ENTITIES: catalog },
    stdio: 'ignore',
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** The process makes its database itself; before, nobody can connect to it. */
async function untilMade(server: Knex): Promise<void> {
  while (!(await server('pg_database').where('datname', DATABASE).first()))
    await delay(500);
}

/** Waits for the process to announce itself, which comes after the migrations. */
async function untilThere(knex: Knex): Promise<void> {
  for (;;) {
    if (
      (await knex.schema.hasTable('emr_runners')) &&
      (await knex('emr_runners').first())
    )
      return;
    await delay(500);
  }
}

/** Works out every job's next drill, which takes a portal some minutes of its ticks. */
async function planAhead(knex: Knex): Promise<void> {
  const { planner } = plannerRooms(knex);
  for (let done = 0; done < JOBS; done = (await knex('emr_schedules')).length)
    await planner.tick(new Date());
  await planner.stop();
}

async function tell(
  server: Knex,
  what: string,
  settleMs: number,
): Promise<void> {
  await delay(settleMs);
  const before = await transactions(server);
  await delay(MINUTE_MS);
  const count = (await transactions(server)) - before;
  console.log(
    `${what} with ${JOBS} scheduled jobs: ${count} transactions a minute`,
  );
}

/** Statements outside a transaction are one each. */
async function transactions(server: Knex): Promise<number> {
  const row = await server('pg_stat_database')
    .where('datname', DATABASE)
    .first(server.raw('xact_commit + xact_rollback as n'));
  return Number(row.n);
}

measureIdle(process.argv[2]);
