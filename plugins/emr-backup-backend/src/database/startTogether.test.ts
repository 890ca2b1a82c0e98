import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { openDatabase } from './migrate';
import { takeTurn } from './startInTurn';

jest.setTimeout(60_000);

const open = (knex: Knex, staleLockMs = 60_000) =>
  openDatabase(mockServices.database({ knex }), { staleLockMs });

describe.each(DATABASES)('replicas that start on %s', id => {
  const databases = TestDatabases.create({ ids: [id] });

  it('are not held up by the lock of one that was killed', async () => {
    const knex = await databases.init(id);
    await open(knex);
    await knex.migrate.rollback({ directory: `${__dirname}/../../migrations` });
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    await open(knex, 300);
    expect(await knex('emr_runners').select('id')).toEqual([]);
    expect(await knex('knex_migrations_lock').first()).toMatchObject({
      is_locked: 0,
    });
  });

  it('wait for one that migrates', async () => {
    const knex = await databases.init(id);
    await open(knex);
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    let opened = false;
    const second = open(knex).then(() => {
      opened = true;
    });
    await knex('knex_migrations_lock').first();
    expect(opened).toBe(false);
    await knex('knex_migrations_lock').update({ is_locked: 0 });
    await second;
    expect(opened).toBe(true);
  });
});

// SQLite has one process; there is nobody to start together with.
const onPostgres = DATABASES.includes('POSTGRES_15') ? describe : describe.skip; // Needs a PostgreSQL, which bin/test starts.

onPostgres('four replicas on one empty PostgreSQL', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

  it('start together, and the tables are made once', async () => {
    const first = await databases.init('POSTGRES_15');
    const others = Array.from({ length: 3 }, () =>
      knexFactory({ ...first.client.config, pool: { min: 0, max: 3 } }),
    );
    try {
      await Promise.all([first, ...others].map(knex => open(knex)));
      const applied: { name: string }[] = await first('knex_migrations');
      const names = applied.map(({ name }) => name);
      expect(names.length).toBeGreaterThan(3);
      expect(new Set(names).size).toBe(names.length);
    } finally {
      for (const knex of others) await knex.destroy();
    }
  });

  it('start one after the other, and the next begins when one is killed', async () => {
    const knex = await databases.init('POSTGRES_15');
    const config = mockServices.rootConfig({
      data: {
        backend: {
          database: {
            client: 'pg',
            connection: knex.client.config.connection,
          },
        },
      },
    });
    const order: string[] = [];
    const first = await takeTurn(config);
    const second = takeTurn(config).then(turn => {
      order.push('second');
      return turn;
    });
    const waiting = () =>
      knex('pg_stat_activity')
        .where({ wait_event_type: 'Lock', wait_event: 'advisory' })
        .whereRaw('datname = current_database()')
        .select('pid');
    while ((await waiting()).length === 0);
    order.push('first is done');
    await first.end();
    const turn = await second;
    expect(order).toEqual(['first is done', 'second']);

    // A process that is killed loses its connection, and nothing else happens.
    await knex.raw(
      `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
       where l.locktype = 'advisory' and d.datname = current_database()`,
    );
    const third = await takeTurn(config);
    await third.end();
    await turn.end();
  });

  it('start without a turn on a database that has one process', async () => {
    const config = mockServices.rootConfig({
      data: { backend: { database: { client: 'better-sqlite3' } } },
    });
    const first = await takeTurn(config);
    const second = await takeTurn(config);
    expect(await Promise.all([first.end(), second.end()])).toHaveLength(2);
  });
});
