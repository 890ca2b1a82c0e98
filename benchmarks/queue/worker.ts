import knexFactory from 'knex';
import { quietLogger } from './quietLogger';
import { DrillLedger } from '../../plugins/emr-backup-backend/src/drills';
import {
  openQueueDatabase,
  PgBossQueue,
  routesOf,
} from '../../plugins/emr-backup-backend/src/queue';

/** Takes no-op drills until it is told to stop: claim, finish, settle, as a real one. */
async function main(url: string): Promise<void> {
  const knex = knexFactory({ client: 'pg', connection: url });
  const logger = quietLogger();
  const queue = await PgBossQueue.create(
    await openQueueDatabase(knex, { logger }),
    logger,
  );
  const ledger = DrillLedger.create(knex, `bench/${process.pid}`);
  await queue.work({
    routes: routesOf(['default'], ['mariadb', 'postgres']),
    concurrency: 1,
    places: {
      use: async work => {
        await work();
        return true;
      },
    },
    run: async ({ drillId }) => {
      if (!(await ledger.claim(drillId, new Date()))) return;
      const reason = {
        code: 'restored',
        message: 'Nothing was done.',
      } as const;
      await ledger.finish(drillId, { outcome: 'passed', reason }, new Date());
    },
  });
  process.send?.('ready');
  process.once('message', async () => {
    await queue.stop();
    await knex.destroy();
    process.disconnect?.();
  });
}

main(process.argv[2]);
