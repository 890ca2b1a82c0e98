import {
  jobStatusSchema,
  runnerStatusSchema,
} from '@emr-backup/plugin-emr-backup-common';
import knexFactory, { type Knex } from 'knex';
import path from 'node:path';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(180_000);

const LAKESIDE = 'backupjob:default/lakeside';
const WEST = 'backupjob:default/west';
const entities = [
  clinic('lakeside'),
  server('emr', 'lakeside'),
  job('lakeside', 'emr'),
  job('west', 'emr', { drill: { pool: 'west' } }),
];

describe('a process that runs drills', () => {
  let place: Place;
  let engine: FakeEngine;
  let knex: Knex;
  let target: TestConsole | undefined;

  const start = async (runner: object) => {
    target = await TestConsole.start({
      place,
      engine,
      entities,
      knex,
      config: { runner },
    });
    return target;
  };
  const stop = async () => {
    await target?.stop();
    target = undefined;
  };
  const rowOf = (id: string) => knex('emr_drills').where({ id }).first();
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise(resolve => setTimeout(resolve, 20));
  };

  beforeEach(async () => {
    place = await Place.make();
    engine = new FakeEngine();
    for (const name of ['lakeside', 'west'])
      await place.write(`shelf/${name}/emr-${stamp(2)}.sql`, dumpOf(13));
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: path.join(place.folder, 'emr-backup.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
  });

  afterEach(async () => {
    engine.release();
    await stop();
    await knex.destroy();
    await place.remove();
  });

  it('is listed with its pools and engines while it is up', async () => {
    const console_ = await start({ name: 'winnipeg', drainSeconds: 0 });
    const { body } = await console_.get('/runners');
    const [runner] = body.items.map((item: unknown) =>
      runnerStatusSchema.parse(item),
    );
    expect(runner).toMatchObject({
      host: 'winnipeg',
      pools: ['default'],
      engines: [{ name: 'mariadb', version: '10.11.6' }],
      places: 1,
      state: 'up',
    });
    await stop();
    expect(await knex('emr_runners').select('id')).toEqual([]);
  });

  it('leaves the drill of another pool waiting, says why, and runs it once it is of that pool', async () => {
    const without = await start({ drainSeconds: 0 });
    const waiting = await without.startDrill(WEST);
    const other = await without.startDrill(LAKESIDE);
    expect((await without.ended(other.id)).outcome).toBe('passed');
    expect(await rowOf(waiting.id)).toMatchObject({
      state: 'queued',
      pool: 'west',
    });
    const { body } = await without.get(`/jobs/${encodeURIComponent(WEST)}`);
    expect(JSON.stringify(jobStatusSchema.parse(body))).toContain(
      'No runner of pool \\"west\\" is up; drills wait for one.',
    );
    await stop();
    const within = await start({ pools: ['west'], drainSeconds: 0 });
    expect((await within.ended(waiting.id)).outcome).toBe('passed');
  });

  it('that is told to run none leaves all of them waiting', async () => {
    const portal = await start({ enabled: false });
    const { id } = await portal.startDrill(LAKESIDE);
    await portal.rounds();
    expect((await portal.get('/runners')).body.items).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'queued' });
  });

  it('lets a drill finish when it is told to stop', async () => {
    engine.hold();
    const console_ = await start({ drainSeconds: 60 });
    const { id } = await console_.startDrill(LAKESIDE);
    await until(() => engine.running === 1);
    const stopped = stop();
    engine.release();
    await stopped;
    expect(await rowOf(id)).toMatchObject({
      state: 'finished',
      outcome: 'passed',
    });
  });

  it('aborts and wipes a drill whose lease is another one, and writes nothing', async () => {
    engine.hold();
    const console_ = await start({ drainSeconds: 0 });
    const { id } = await console_.startDrill(LAKESIDE);
    await until(() => engine.running === 1);
    await knex('emr_drills').where({ id }).update({ lease: 'of-another' });
    await until(() => engine.running === 0);
    await stop();
    expect(await place.scratch()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({
      state: 'running',
      lease: 'of-another',
      outcome: null,
    });
  });
});
