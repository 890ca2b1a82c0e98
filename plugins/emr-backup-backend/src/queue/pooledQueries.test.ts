import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { PgBossQueue } from './PgBossQueue';
import { pooledQueries } from './pooledQueries';
import { openQueueDatabase } from './queueDatabase';

jest.setTimeout(60_000);

// PGlite has one connection and no pool.
const onPostgres = DATABASES.includes('POSTGRES_15') ? describe : describe.skip; // Needs a PostgreSQL, which bin/test starts.

onPostgres('the queue on the pool of the plugin', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  let knex: Knex;

  beforeEach(async () => {
    const given = await databases.init('POSTGRES_15');
    // One connection: who comes next gets this very one.
    knex = knexFactory({ ...given.client.config, pool: { min: 0, max: 1 } });
  });

  afterEach(() => knex.destroy());

  it('gives no connection back that is in a broken transaction', async () => {
    await expect(
      pooledQueries(knex).executeSql('begin; select 1 / 0; commit;'),
    ).rejects.toThrow(/division by zero/);
    expect(await knex.select(knex.raw('1 as one')).first()).toEqual({
      one: 1,
    });
  });

  it('gives the rows of one statement and of several', async () => {
    const db = pooledQueries(knex);
    expect(await db.executeSql('select $1::int as n', [7])).toEqual({
      rows: [{ n: 7 }],
    });
    expect(
      await db.executeSql('begin; select 1 as n; commit; select 2 as n;'),
    ).toEqual({ rows: [{ n: 1 }, { n: 2 }] });
  });

  it('opens in several replicas at the same time', async () => {
    const logger = mockServices.logger.mock();
    const given = await databases.init('POSTGRES_15');
    const pools = Array.from({ length: 4 }, () =>
      knexFactory({ ...given.client.config, pool: { min: 0, max: 2 } }),
    );
    try {
      const queues = await Promise.all(
        pools.map(async pool =>
          PgBossQueue.create(await openQueueDatabase(pool, { logger }), logger),
        ),
      );
      expect(queues).toHaveLength(4);
      await Promise.all(queues.map(queue => queue.stop()));
    } finally {
      for (const pool of pools) await pool.destroy();
    }
  });
});
