import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

describe('permissions', () => {
  let place: Place;
  let target: TestConsole | undefined;
  const engine = new FakeEngine();
  const entities = [
    clinic('lakeside'),
    server('lakeside-emr', 'lakeside'),
    job('lakeside', 'lakeside-emr'),
  ];

  beforeEach(async () => {
    place = await Place.make();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
  });

  afterEach(async () => {
    await target?.stop();
    await place.remove();
  });

  it('lets who may only read neither start nor cancel a drill', async () => {
    target = await TestConsole.start({
      place,
      engine,
      entities,
      denied: ['emr-backup.drill.start', 'emr-backup.drill.cancel'],
    });
    expect((await target.get('/clinics')).status).toBe(200);
    const started = await target.post('/drills', {
      job: 'backupjob:default/lakeside',
    });
    expect(started.status).toBe(403);
    expect(started.body.error.message).toContain('emr-backup.drill.start');
    expect((await target.post('/drills/1/cancel')).status).toBe(403);
    expect((await target.get('/drills')).body.items).toEqual([]);
  });

  it('shows and removes nothing that was registered for who may not register', async () => {
    target = await TestConsole.start({
      place,
      engine,
      entities,
      denied: ['emr-backup.register'],
    });
    const stored = await target.get('/registrations/stored');
    expect(stored.status).toBe(403);
    expect(stored.body.error.message).toContain('emr-backup.register');
  });

  it('shows nothing to who may not read', async () => {
    target = await TestConsole.start({
      place,
      engine,
      entities,
      denied: ['emr-backup.read'],
    });
    for (const path of [
      '/clinics',
      '/clinics/clinic:default%2Flakeside',
      '/jobs/backupjob:default%2Flakeside',
      '/drills',
      '/drills/1',
      '/drills/1/log',
      '/operators/vendor:default%2Finfomedic/record',
    ])
      expect([path, (await target.get(path)).status]).toEqual([path, 403]);
  });
});
