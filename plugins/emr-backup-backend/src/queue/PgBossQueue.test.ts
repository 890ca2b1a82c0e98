import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DATABASES } from '../__testUtils__/databases';
import { DrillPlaces } from '../runner';
import type { QueuedDrill } from './DrillQueue';
import { PgBossQueue } from './PgBossQueue';
import { openQueueDatabase } from './queueDatabase';
import { routesOf } from './routeQueues';

jest.setTimeout(120_000);

const logger = mockServices.logger.mock();

/** Resolves when the test says so. */
function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { passed, open };
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 20));
};

describe.each(DATABASES)('the drill queue beside %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let queue: PgBossQueue;

  beforeEach(async () => {
    const knex = await databases.init(id);
    queue = await PgBossQueue.create(
      await openQueueDatabase(knex, { logger }),
      logger,
    );
  });

  afterEach(() => queue.stop());

  const send = (
    drillId: string,
    jobRef: string,
    route: Partial<QueuedDrill> = {},
  ) => queue.send({ drillId, jobRef, pool: 'default', engine: null, ...route });
  const work = (
    concurrency: number,
    run: (drill: QueuedDrill) => Promise<void>,
    routes = routesOf(['default'], ['mariadb']),
  ) =>
    queue.work({
      routes,
      concurrency,
      places: new DrillPlaces(concurrency),
      run,
    });

  it('hands each drill to one worker, jobs side by side and drills of a job one after the other', async () => {
    const { passed, open } = gate();
    const begun: string[] = [];
    await send('1', 'a');
    await send('2', 'b');
    await work(2, async ({ drillId }: QueuedDrill) => {
      begun.push(drillId);
      await passed;
    });
    await until(() => begun.length === 2);
    await send('3', 'a');
    expect([...begun].sort()).toEqual(['1', '2']);
    open();
    await until(() => begun.length === 3);
    expect(begun[2]).toBe('3');
  });

  it('takes the same drill once however often it is sent', async () => {
    const begun: string[] = [];
    for (let time = 0; time < 3; time += 1) await send('1', 'a');
    await work(1, async ({ drillId }) => {
      begun.push(drillId);
    });
    await until(() => begun.length === 1);
    await send('2', 'b');
    await until(() => begun.includes('2'));
    expect(begun).toEqual(['1', '2']);
  });

  it('forgets a job, so that its next drill is not held up', async () => {
    const begun: string[] = [];
    await send('1', 'a');
    await queue.forget('a');
    await send('2', 'a');
    await work(1, async ({ drillId }) => {
      begun.push(drillId);
    });
    await until(() => begun.length > 0);
    expect(begun).toEqual(['2']);
  });

  it('goes on after a drill that threw', async () => {
    const begun: string[] = [];
    await send('1', 'a');
    await work(1, async ({ drillId }) => {
      begun.push(drillId);
      if (begun.length === 1) throw new Error('made to fail');
    });
    await until(() => begun.length === 1);
    await send('2', 'b');
    await until(() => begun.includes('2'));
    expect(begun[0]).toBe('1');
  });

  it('leaves the drills of other pools and engines to whom they are for', async () => {
    const begun: string[] = [];
    await send('1', 'a', { pool: 'west coast/1' });
    await send('2', 'b', { engine: 'postgres' });
    await send('3', 'c', { engine: 'mariadb' });
    await send('4', 'd');
    await work(1, async ({ drillId }) => {
      begun.push(drillId);
    });
    await until(() => begun.length === 2);
    expect([...begun].sort()).toEqual(['3', '4']);
    queue.rest();
    await work(
      1,
      async ({ drillId }) => {
        begun.push(drillId);
      },
      routesOf(['default', 'west coast/1'], ['postgres']),
    );
    await until(() => begun.length === 4);
    expect(begun.slice(2).sort()).toEqual(['1', '2']);
  });

  it('takes nothing while there is no place for it', async () => {
    const begun: string[] = [];
    const places = new DrillPlaces(1);
    const { passed, open } = gate();
    const held = places.use(() => passed);
    await queue.work({
      routes: routesOf(['default'], []),
      concurrency: 1,
      places,
      run: async ({ drillId }) => {
        begun.push(drillId);
      },
    });
    await send('1', 'a');
    // Another process is free to take it.
    const other: string[] = [];
    await work(1, async ({ drillId }) => {
      other.push(drillId);
    });
    await until(() => other.length === 1);
    expect(begun).toEqual([]);
    open();
    await held;
  });

  it('is not asked while no drill is queued anywhere', async () => {
    const begun: string[] = [];
    let queued = false;
    let asked = 0;
    await queue.work({
      routes: routesOf(['default'], []),
      concurrency: 1,
      places: new DrillPlaces(1),
      anyQueued: async () => {
        asked += 1;
        return queued;
      },
      run: async ({ drillId }) => {
        begun.push(drillId);
      },
    });
    await send('1', 'a');
    const before = asked;
    await until(() => asked > before);
    expect(begun).toEqual([]);
    queued = true;
    await until(() => begun.length === 1);
  });
});
