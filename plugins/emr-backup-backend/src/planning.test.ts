import { TestDatabases } from '@backstage/backend-test-utils';
import { jobStatusSchema } from '@emr-backup/plugin-emr-backup-common';
import { DATABASES } from './__testUtils__/databases';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

describe.each(DATABASES)('scheduled drills on %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  const engine = new FakeEngine();
  let place: Place;
  let target: TestConsole;

  afterEach(async () => {
    await target?.stop();
    await place.remove();
  });

  it('run when due, once, and only where a policy asks', async () => {
    place = await Place.make();
    await place.write(`shelf/asked/emr-${stamp(2)}.sql`, dumpOf(13));
    await place.write(`shelf/bare/emr-${stamp(2)}.sql`, dumpOf(13));
    target = await TestConsole.start({
      place,
      engine,
      knex: await databases.init(id),
      entities: [
        clinic('lakeside'),
        server('emr', 'lakeside'),
        job('asked', 'emr', { drill: { every: 'P30D' } }),
        job('bare', 'emr'),
        job('empty', 'emr', { drill: { every: 'P30D' } }),
      ],
    });
    const listed = await target.get('/drills');
    expect(listed.body.items).toHaveLength(1);
    const [planned] = listed.body.items;
    expect(planned.job.ref).toBe('backupjob:default/asked');
    expect(planned.startedBy).toBe('schedule');
    const finished = await target.ended(planned.id);
    expect(finished.outcome).toBe('passed');

    await target.rounds();
    expect((await target.get('/drills')).body.items).toHaveLength(1);
    const response = await target.get('/jobs/backupjob:default%2Fasked');
    const status = jobStatusSchema.parse(response.body);
    expect(Date.parse(status.nextDrillAt ?? '')).toBe(
      Date.parse(finished.startedAt ?? '') + 30 * 86_400_000,
    );
  });
});
