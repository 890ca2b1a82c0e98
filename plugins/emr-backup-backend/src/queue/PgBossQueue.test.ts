import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DATABASES } from '../__testUtils__/databases';
import type { QueuedDrill } from './DrillQueue';
import { PgBossQueue } from './PgBossQueue';
import { openQueueDatabase } from './queueDatabase';

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

  it('hands each drill to one worker, jobs side by side and drills of a job one after the other', async () => {
    const { passed, open } = gate();
    const begun: string[] = [];
    await queue.send({ drillId: '1', jobRef: 'a' });
    await queue.send({ drillId: '2', jobRef: 'b' });
    await queue.work(2, async ({ drillId }: QueuedDrill) => {
      begun.push(drillId);
      await passed;
    });
    await until(() => begun.length === 2);
    await queue.send({ drillId: '3', jobRef: 'a' });
    expect([...begun].sort()).toEqual(['1', '2']);
    open();
    await until(() => begun.length === 3);
    expect(begun[2]).toBe('3');
  });

  it('takes the same drill once however often it is sent', async () => {
    const begun: string[] = [];
    for (let time = 0; time < 3; time += 1)
      await queue.send({ drillId: '1', jobRef: 'a' });
    await queue.work(1, async ({ drillId }) => {
      begun.push(drillId);
    });
    await until(() => begun.length === 1);
    await queue.send({ drillId: '2', jobRef: 'b' });
    await until(() => begun.includes('2'));
    expect(begun).toEqual(['1', '2']);
  });

  it('forgets a job, so that its next drill is not held up', async () => {
    const begun: string[] = [];
    await queue.send({ drillId: '1', jobRef: 'a' });
    await queue.forget('a');
    await queue.send({ drillId: '2', jobRef: 'a' });
    await queue.work(1, async ({ drillId }) => {
      begun.push(drillId);
    });
    await until(() => begun.length > 0);
    expect(begun).toEqual(['2']);
  });

  it('goes on after a drill that threw', async () => {
    const begun: string[] = [];
    await queue.send({ drillId: '1', jobRef: 'a' });
    await queue.work(1, async ({ drillId }) => {
      begun.push(drillId);
      if (begun.length === 1) throw new Error('made to fail');
    });
    await until(() => begun.length === 1);
    await queue.send({ drillId: '2', jobRef: 'b' });
    await until(() => begun.includes('2'));
    expect(begun[0]).toBe('1');
  });
});
