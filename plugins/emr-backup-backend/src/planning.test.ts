import { TestDatabases } from '@backstage/backend-test-utils';
import {
  drillPlanSchema,
  drillSummarySchema,
  jobStatusSchema,
  type BackupJobEntity,
  tell,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { DATABASES } from './__testUtils__/databases';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';
import { pickArtifact } from './runner/pickArtifact';

jest.setTimeout(240_000);

const HOUR_MS = 3_600_000;

describe.each(DATABASES)('scheduled drills on %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let engine: FakeEngine;
  let place: Place;
  let knex: Knex;
  let target: TestConsole;

  beforeEach(async () => {
    engine = new FakeEngine();
    place = await Place.make();
    knex = await databases.init(id);
  });

  afterEach(async () => {
    engine.release();
    await target?.stop();
    await place.remove();
  });

  const backup = (name: string, hoursAgo = 2) =>
    place.write(`shelf/${name}/emr-${stamp(hoursAgo)}.sql`, dumpOf(13));

  /** A clinic for each job, unless they share one. */
  const start = async (
    jobs: Record<string, Partial<BackupJobEntity['spec']>>,
    options: { config?: object; clinics?: Record<string, string> } = {},
  ) => {
    const homeOf = (name: string) => options.clinics?.[name] ?? name;
    target = await TestConsole.start({
      place,
      engine,
      knex,
      config: { drills: { defaults: { enabled: false }, ...options.config } },
      entities: [
        ...[...new Set(Object.keys(jobs).map(homeOf))].flatMap(home => [
          clinic(home),
          server(`${home}-emr`, home),
        ]),
        ...Object.entries(jobs).map(([name, spec]) =>
          job(name, `${homeOf(name)}-emr`, spec),
        ),
      ],
    });
  };
  const drills = async (name?: string) => {
    const query = name ? `&job=backupjob:default/${name}` : '';
    const { body } = await target.get(`/drills?limit=200${query}`);
    return drillSummarySchema.array().parse(body.items);
  };
  const allEnded = async () => {
    for (const { id: drill } of await drills()) await target.ended(drill);
  };
  const plan = async (query = '') =>
    drillPlanSchema.parse((await target.get(`/plan${query}`)).body);
  const planned = async (name: string) =>
    (await plan(`?job=backupjob:default/${name}`)).items;

  it('run when due, once, and only where a policy asks', async () => {
    await backup('asked');
    await backup('bare');
    await start({
      asked: { drill: { every: 'P30D' } },
      bare: {},
      empty: { drill: { every: 'P30D' } },
    });
    const listed = await drills();
    expect(listed.map(drill => drill.job.ref)).toEqual([
      'backupjob:default/asked',
    ]);
    expect(listed[0].startedBy).toBe('schedule');
    const finished = await target.ended(listed[0].id);
    expect(finished.outcome).toBe('passed');

    await target.rounds();
    expect(await drills()).toHaveLength(1);
    const response = await target.get('/jobs/backupjob:default%2Fasked');
    const { nextDrillAt } = jobStatusSchema.parse(response.body);
    const next = DateTime.fromISO(finished.startedAt ?? '', {
      zone: 'America/Toronto',
    }).plus({ days: 30 });
    expect(nextDrillAt).toBe(next.toUTC().toISO());
    expect((await planned('asked'))[0]).toMatchObject({
      dueAt: nextDrillAt,
      startsAt: nextDrillAt,
      basis: 'measured',
      inTime: true,
      state: 'planned',
    });
    expect((await planned('empty'))[0]).toMatchObject({
      startsAt: null,
      state: 'blocked',
      reason: 'No backup was seen in the copy that is drilled.',
      told: [tell('plan-no-backup')],
    });
  });

  it('follow each backup, and are random when the policy says so', async () => {
    for (const hours of [3, 30, 60, 90]) await backup('random', hours);
    await backup('follows', 5);
    await start({
      random: { drill: { every: 'P7D', pick: 'random', within: 'P3D' } },
      follows: { drill: { after: 'each-backup', spacing: 'PT1S' } },
    });
    await allEnded();
    const [random] = await drills('random');
    const names = [3, 30, 60].map(hours => ({
      takenAt: stamp(hours),
    }));
    const picked = pickArtifact(
      names,
      { pick: 'random', within: 'P3D' },
      { id: random.id, now: new Date() },
    );
    expect(random.outcome).toBe('passed');
    expect(
      Math.abs(
        Date.parse(random.artifact?.takenAt ?? '') -
          Date.parse(picked?.takenAt ?? ''),
      ),
    ).toBeLessThan(HOUR_MS);

    await target.rounds();
    expect(await drills('follows')).toHaveLength(1);
    // As if the first one had been seen and drilled an hour ago.
    await knex('emr_drills').update({
      started_at: new Date(Date.now() - HOUR_MS).toISOString(),
    });
    await knex('emr_copies').update({ look_at: stamp(24) });
    await backup('follows', 1);
    await target.rounds();
    await allEnded();
    const [second, first, ...more] = await drills('follows');
    expect(more).toEqual([]);
    expect(
      (second.artifact?.takenAt ?? '') > (first.artifact?.takenAt ?? ''),
    ).toBe(true);
  });

  it('go into the queue no more than can soon run, one of a clinic at a time, in the order of the plan', async () => {
    engine.hold();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await backup(name);
    const drill = { every: 'P7D' };
    await start(
      { a: { drill }, b: { drill }, c: { drill }, d: { drill }, e: { drill } },
      { clinics: { a: 'shared', b: 'shared' } },
    );
    // One place, and one that waits for it; of the shared clinic one alone.
    const first = await drills();
    expect(first.map(entry => entry.job.ref).sort()).toEqual([
      'backupjob:default/a',
      'backupjob:default/c',
    ]);
    const whole = await plan();
    expect(
      whole.items.slice(0, 5).map(({ job: { ref }, state }) => [ref, state]),
    ).toEqual([
      ['backupjob:default/a', expect.stringMatching(/running|queued/)],
      ['backupjob:default/c', 'queued'],
      ['backupjob:default/b', 'planned'],
      ['backupjob:default/d', 'planned'],
      ['backupjob:default/e', 'planned'],
    ]);
    expect(whole.pools).toEqual([
      expect.objectContaining({
        pool: 'default',
        runners: 1,
        places: 1,
        sufficient: true,
      }),
    ]);
    const page = await plan('?limit=2&offset=1&days=1');
    expect(page.totalItems).toBe(5);
    expect(page.items.map(item => item.job.ref)).toEqual([
      'backupjob:default/c',
      'backupjob:default/b',
    ]);
    engine.release();
    for (let round = 0; round < 6; round += 1) {
      await allEnded();
      await target.rounds();
    }
    expect((await drills()).map(({ outcome }) => outcome)).toEqual(
      Array(5).fill('passed'),
    );
  });

  it('wait where nobody can run them, and say so', async () => {
    await backup('north');
    await backup('locked');
    await start({
      north: { drill: { every: 'P7D', pool: 'north' } },
      locked: { drill: { every: 'P7D' }, key: 'lost' },
    });
    expect(await drills()).toEqual([]);
    const [north] = await planned('north');
    expect(north).toMatchObject({ startsAt: null, state: 'blocked' });
    expect(north.reason).toContain('No runner of pool "north" is up');
    expect(north.told).toEqual([tell('no-runner-of-pool', { pool: 'north' })]);
    const [locked] = await planned('locked');
    expect(locked.state).toBe('blocked');
    expect(locked.reason).toContain('The key "lost" is not in app-config');
    expect(locked.told).toEqual([{ code: 'key-unavailable', values: {} }]);
    const { pools } = await plan('?pool=north');
    expect(pools).toEqual([
      expect.objectContaining({
        pool: 'north',
        places: 0,
        sufficient: false,
        message: 'No runner of pool "north" is up: 1 job is not drilled.',
      }),
    ]);
  });

  it('that were missed are caught up once, spread out, the oldest proof first', async () => {
    for (const name of ['a', 'b', 'c']) await backup(name);
    const drill = { every: 'P1D' };
    await start({ a: { drill }, b: { drill }, c: { drill } });
    for (let round = 0; round < 4; round += 1) {
      await allEnded();
      await target.rounds();
    }
    expect(await drills()).toHaveLength(3);
    await target.stop();
    // Three days go by: the proofs grow old, and nobody plans.
    const ago = (hours: number) =>
      new Date(Date.now() - hours * HOUR_MS).toISOString();
    for (const [name, hours] of [
      ['b', 74],
      ['c', 73.5],
      ['a', 73],
    ] as const)
      await knex('emr_drills')
        .where('job_ref', `backupjob:default/${name}`)
        .update({
          queued_at: ago(hours),
          started_at: ago(hours),
          ended_at: ago(hours),
        });
    await knex('emr_schedules').update({ worked_out_at: ago(73) });
    await knex('emr_planner').update({ ticked_at: ago(72) });

    engine = new FakeEngine();
    await start({ a: { drill }, b: { drill }, c: { drill } });
    await allEnded();
    await target.rounds();
    const caught = (await drills()).filter(
      ({ queuedAt }) => Date.parse(queuedAt) > Date.now() - HOUR_MS,
    );
    expect(caught.map(entry => entry.job.ref)).toEqual(['backupjob:default/b']);
    const starts = (await plan('?days=1')).items
      .filter(({ job: { ref } }) => ref !== 'backupjob:default/b')
      .map(({ job: { ref }, startsAt }) => [
        ref,
        Math.round((Date.parse(startsAt ?? '') - Date.now()) / HOUR_MS),
      ]);
    expect(starts).toEqual([
      ['backupjob:default/c', 2],
      ['backupjob:default/a', 4],
    ]);
  });

  it('are planned by one of two replicas', async () => {
    await backup('a');
    await start({ a: { drill: { every: 'P7D' } } });
    await allEnded();
    await knex('emr_planner').update({
      holder: 'elsewhere',
      ticked_at: new Date().toISOString(),
    });
    await knex('emr_drills').delete();
    await target.rounds();
    expect(await drills()).toEqual([]);
    await knex('emr_planner').update({
      ticked_at: new Date(Date.now() - 60_000).toISOString(),
    });
    await knex('emr_schedules').delete();
    await target.rounds();
    expect(await drills()).toHaveLength(1);
  });
});
