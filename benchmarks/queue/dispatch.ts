import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import knexFactory, { type Knex } from 'knex';
import { DrillStore } from '../../plugins/emr-backup-backend/src/drills';
import {
  openQueueDatabase,
  PgBossQueue,
} from '../../plugins/emr-backup-backend/src/queue';
import { quietLogger } from './quietLogger';

const DRILLS = 600;

/** No-op drills a second through PostgreSQL, by the number of worker processes. */
export async function measureDispatch(url: string): Promise<void> {
  const knex = knexFactory({ client: 'pg', connection: url });
  const migrations = path.resolve(
    __dirname,
    '../../plugins/emr-backup-backend/migrations',
  );
  await knex.migrate.latest({ directory: migrations });
  for (const workers of [1, 2, 4]) {
    await knex('emr_drills').delete();
    await fill(knex, url);
    const processes = Array.from({ length: workers }, () =>
      fork(path.join(__dirname, 'worker.ts'), [url]),
    );
    const began = performance.now();
    await Promise.all(processes.map(child => once(child, 'message')));
    const ready = performance.now();
    const before = await left(knex);
    while ((await left(knex)) > 0) await delay(50);
    const seconds = (performance.now() - ready) / 1000;
    console.log(
      `${workers} worker process(es): ${(before / seconds).toFixed(
        0,
      )} drills a second (${before} in ${seconds.toFixed(1)} s; started in ${(
        (ready - began) /
        1000
      ).toFixed(1)} s)`,
    );
    await stop(processes);
  }
  await knex.destroy();
}

async function fill(knex: Knex, url: string): Promise<void> {
  const own = knexFactory({ client: 'pg', connection: url });
  const logger = quietLogger();
  const queue = await PgBossQueue.create(
    await openQueueDatabase(own, { logger }),
    logger,
  );
  const drills = DrillStore.create(knex);
  for (let job = 0; job < DRILLS; job += 1) {
    const ref = `backupjob:default/job-${job}`;
    const { drill } = await drills.enqueue(
      { ref, title: ref, clinicRef: null, clinicTitle: null },
      { startedBy: 'benchmark', now: new Date() },
    );
    await queue.send({
      drillId: drill.id,
      jobRef: ref,
      pool: 'default',
      engine: 'mariadb',
    });
  }
  await queue.stop();
  await own.destroy();
}

async function left(knex: Knex): Promise<number> {
  const rows = await knex('emr_drills')
    .whereNot('state', 'finished')
    .select('id');
  return rows.length;
}

async function stop(processes: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    processes.map(child => {
      const gone = once(child, 'exit');
      child.send('stop');
      return gone;
    }),
  );
}

measureDispatch(process.argv[2]);
