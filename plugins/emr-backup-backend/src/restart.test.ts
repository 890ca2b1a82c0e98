import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { PGlite } from '@electric-sql/pglite';
import { jobStatusSchema } from '@emr-backup/plugin-emr-backup-common';
import { promises as fs } from 'node:fs';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(180_000);

const LAKESIDE = 'backupjob:default/lakeside';
const entities = [
  clinic('lakeside'),
  server('lakeside-emr', 'lakeside'),
  job('lakeside', 'lakeside-emr'),
];

describe('a console that is started again on the same SQLite file', () => {
  let place: Place;
  let engine: FakeEngine;
  let knex: Knex;
  let target: TestConsole | undefined;

  const open = () =>
    knexFactory({
      client: 'better-sqlite3',
      connection: { filename: path.join(place.folder, 'emr-backup.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });

  const start = async () => {
    target = await TestConsole.start({ place, engine, entities, knex });
    return target;
  };

  const stop = async () => {
    await target?.stop();
    target = undefined;
  };

  beforeEach(async () => {
    place = await Place.make();
    engine = new FakeEngine();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
    knex = open();
  });

  afterEach(async () => {
    engine.release();
    await stop();
    await knex.destroy();
    await place.remove();
  });

  it('keeps drills and standings', async () => {
    const first = await start();
    const { id } = await first.startDrill(LAKESIDE);
    const before = await first.ended(id);
    expect(before.outcome).toBe('passed');
    await stop();
    await knex.destroy();
    knex = open();

    const second = await start();
    expect(await second.ended(id)).toEqual(before);
    const response = await second.get(`/jobs/${encodeURIComponent(LAKESIDE)}`);
    expect(jobStatusSchema.parse(response.body).standing).toBe('proven');
  });

  it('hands a drill that a shutdown interrupts back, and runs it to its end', async () => {
    engine.hold();
    const first = await start();
    const { id } = await first.startDrill(LAKESIDE);
    await first.until(id, drill => drill.checkResults.length > 0);
    await stop();
    expect(await knex('emr_drills').where({ id }).first()).toEqual(
      expect.objectContaining({ state: 'queued', attempts: 1, runner: null }),
    );
    expect(engine.running).toBe(0);
    expect(await place.scratch()).toEqual([]);

    engine.release();
    const second = await start();
    expect((await second.ended(id)).outcome).toBe('passed');
  });

  it('does not begin a drill a third time', async () => {
    engine.hold();
    const first = await start();
    const { id } = await first.startDrill(LAKESIDE);
    await first.until(id, drill => drill.checkResults.length > 0);
    await stop();
    const second = await start();
    await second.until(id, drill => drill.checkResults.length > 0);
    await stop();
    expect(await knex('emr_drills').where({ id }).first()).toEqual(
      expect.objectContaining({
        state: 'finished',
        outcome: 'error',
        reason_code: 'runner-lost',
      }),
    );
  });

  it('shows a drill whose process was killed as lost, and lets the job be drilled again', async () => {
    const first = await start();
    const { id } = await first.startDrill(LAKESIDE);
    await first.ended(id);
    await stop();
    const dead = 'killed-mid-drill';
    await knex('emr_drills').insert({
      ...(await knex('emr_drills').where({ id }).first()),
      id: dead,
      state: 'running',
      outcome: null,
      reason_code: null,
      reason_message: null,
      ended_at: null,
      runner: (await knex('emr_drills').where({ id }).first()).runner,
    });

    const second = await start();
    const lost = await second.ended(dead);
    expect(lost.outcome).toBe('error');
    expect(lost.reason?.code).toBe('runner-lost');
    const again = await second.startDrill(LAKESIDE);
    expect((await second.ended(again.id)).outcome).toBe('passed');
  });

  it('makes a queue anew that does not open any more', async () => {
    const first = await start();
    await stop();
    const folder = path.join(place.folder, 'emr-backup-queue');
    expect(await fs.readdir(folder)).toContain('PG_VERSION');
    await fs.rm(path.join(folder, 'global'), { recursive: true });
    await expect(PGlite.create(folder)).rejects.toThrow();
    expect(first).toBeDefined();

    const second = await start();
    const { id } = await second.startDrill(LAKESIDE);
    expect((await second.ended(id)).outcome).toBe('passed');
  });
});
