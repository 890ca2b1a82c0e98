import { createServiceFactory } from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  selfTestSchema,
  selfTestStatusSchema,
  type SelfTest,
} from '@emr-backup/plugin-emr-backup-common';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

const LAKESIDE = 'backupjob:default/lakeside';
const entities = [
  clinic('lakeside'),
  server('lakeside-emr', 'lakeside'),
  job('lakeside', 'lakeside-emr'),
];

describe('the self-test of the backend', () => {
  let place: Place;
  let engine: FakeEngine;
  let target: TestConsole | undefined;
  const send = jest.fn(async () => {});

  const start = async (denied: string[] = []) => {
    target = await TestConsole.start({
      place,
      engine,
      entities,
      denied,
      features: [
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({ send }),
        }),
      ],
    });
    return target;
  };
  const passDrill = async (console: TestConsole) => {
    const { id } = await console.startDrill(LAKESIDE);
    expect((await console.ended(id)).outcome).toBe('passed');
    return id;
  };
  const until = async (
    console: TestConsole,
    id: string,
    state: SelfTest['state'],
  ): Promise<SelfTest> => {
    for (;;) {
      const response = await console.get(`/self-tests/${id}`);
      const selfTest = selfTestSchema.parse(response.body);
      if (selfTest.state === state) return selfTest;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };

  beforeEach(async () => {
    send.mockClear();
    place = await Place.make();
    engine = new FakeEngine();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
  });

  afterEach(async () => {
    engine.release();
    await target?.stop();
    target = undefined;
    await place.remove();
  });

  it('feeds a good backup, broken in every way, to the verifier and serves the result', async () => {
    const console = await start();
    const drillId = await passDrill(console);
    expect((await console.ended(drillId)).selfTest).toBeNull();
    const asked = await console.post('/self-tests', { job: LAKESIDE });
    expect(asked.status).toBe(201);
    const { id } = selfTestSchema.parse(asked.body);
    const ended = await until(console, id, 'finished');
    expect(ended).toMatchObject({
      profile: 'fake',
      startedBy: 'user:default/mock',
      error: null,
    });
    const statuses = new Map(
      ended.faults.map(({ id: fault, status }) => [fault, status]),
    );
    expect(statuses.get('empty-gzip')).toBe('caught');
    expect(statuses.get('wrong-key')).toBe('caught');
    expect(statuses.get('trailer-missing')).toBe('caught');
    // The fake engine has its table whatever the dump holds.
    expect(statuses.get('core-table-missing')).toBe('missed');
    await console.alarmRound();
    await console.alarmRound();
    expect(send).toHaveBeenCalledTimes(1);
    expect(send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: 'group:default/it-west' },
      payload: expect.objectContaining({
        title: 'The verifier did not catch a broken backup: Nightly lakeside',
        description: expect.stringContaining('core-table-missing'),
        severity: 'critical',
      }),
    });

    const listed = await console.get('/self-tests');
    const [status] = listed.body.items.map((item: unknown) =>
      selfTestStatusSchema.parse(item),
    );
    expect(status).toEqual({ profile: 'fake', newest: ended, proof: ended });
    expect((await console.ended(drillId)).selfTest).toEqual({
      caught: ended.caught,
      missed: ended.missed,
      endedAt: ended.endedAt,
    });
    expect(engine.running).toBe(0);
    expect(await place.scratch()).toEqual([]);
  });

  it('is not made without a backup that passed, nor without permission', async () => {
    const console = await start();
    const early = await console.post('/self-tests', { job: LAKESIDE });
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('Run a drill of it first');
    const unknown = await console.post('/self-tests', {
      job: 'backupjob:default/nothing',
    });
    expect(unknown.status).toBe(404);
    expect((await console.get('/self-tests')).body).toEqual({ items: [] });
    await console.stop();

    const forbidding = await start([
      'emr-backup.drill.start',
      'emr-backup.read',
    ]);
    const refused = await forbidding.post('/self-tests', { job: LAKESIDE });
    expect(refused.status).toBe(403);
    expect((await forbidding.get('/self-tests')).status).toBe(403);
  });

  it('leaves nothing when the backend stops in its middle', async () => {
    const console = await start();
    await passDrill(console);
    engine.hold();
    await console.selfTestRound();
    const [status] = (await console.get('/self-tests')).body.items;
    await until(console, status.newest.id, 'running');
    while (engine.running === 0)
      await new Promise(resolve => setTimeout(resolve, 20));
    await console.stop();
    target = undefined;
    expect(engine.running).toBe(0);
    expect(await place.scratch()).toEqual([]);
    expect(send).not.toHaveBeenCalled();
  });
});
