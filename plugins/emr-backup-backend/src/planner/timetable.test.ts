import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { tell } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { artifact } from '../__testUtils__/facts';
import { CustodyStore } from '../custody';
import { openDatabase } from '../database';
import { DrillStore } from '../drills';
import { InventoryStore } from '../inventory';
import { ObservationStore } from '../observation';
import { HoldStore, readScheduleFacts } from '../schedule';
import { JobReader } from '../standing';
import { ChangedJobs } from './ChangedJobs';
import { DrillEstimates } from './DrillEstimates';
import { Timetable } from './Timetable';
import { TimetableKeeper } from './TimetableKeeper';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-22T12:00:00.000Z');
const minutesAgo = (minutes: number) =>
  new Date(NOW.getTime() - minutes * 60_000).toISOString();

describe.each(DATABASES)('the timetable in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let changed: ChangedJobs;
  let timetable: Timetable;
  let keeper: TimetableKeeper;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    changed = ChangedJobs.create(knex);
    timetable = Timetable.create(knex);
    keeper = new TimetableKeeper({
      known: InventoryStore.create(knex),
      timetable,
      estimates: DrillEstimates.create(knex),
      routeOf: () => ({ pool: 'default', engine: 'mariadb' }),
      jobs: new JobReader({
        observations: ObservationStore.create(knex),
        drills: DrillStore.create(knex),
        custody: CustodyStore.create(knex),
        schedules: readScheduleFacts(HoldStore.create(knex), timetable),
        problems: async () => () => [],
      }),
    });
  });

  const addJobs = (...names: string[]) =>
    knex.batchInsert(
      'emr_jobs',
      names.map(name => ({
        ref: `backupjob:default/${name}`,
        title: name,
        timezone: 'America/Toronto',
        fingerprint: 'as-registered',
        first_seen_at: minutesAgo(600),
        spec: JSON.stringify({
          owner: 'it',
          server: 'emr',
          schedule: { every: 'P1D' },
          copies: [{ store: 'shelf', path: '*' }],
          drill: { every: 'P30D' },
        }),
      })),
      100,
    );
  const seeBackupOf = (jobRef: string, at: string) => ({
    job_ref: jobRef,
    store: 'shelf',
    path: '*',
    key: 'new',
    name: 'new',
    bytes: 1,
    files: 1,
    taken_at: at,
    hollow: false,
    first_seen_at: at,
    last_seen_at: at,
  });
  /** One look, as the planner does it. Answers how many jobs were worked out. */
  const look = async (now = NOW) => {
    const refs = await changed.next(now);
    await keeper.workOut(refs, now);
    return refs.length;
  };

  it('of a fleet that is new, and of one that changes at once, is worked out over some looks, each job once', async () => {
    const names = Array.from({ length: 900 }, (_, index) => `job-${index}`);
    await addJobs(...names);
    const looks = async () => [
      await look(),
      await look(),
      await look(),
      await look(),
    ];
    expect(await looks()).toEqual([400, 400, 100, 0]);

    await changed.note(new Date(minutesAgo(1)));
    expect(await look()).toBe(0);
    await knex.batchInsert(
      'emr_artifacts',
      names.map(name =>
        seeBackupOf(`backupjob:default/${name}`, minutesAgo(1)),
      ),
      50,
    );
    await changed.note(new Date(minutesAgo(1)));
    // Another replica plans from here on: what was noted is not in the memory of the first.
    changed = ChangedJobs.create(knex);
    expect(await looks()).toEqual([400, 400, 100, 0]);
  });

  it('is worked out again for what happened since the last look, for what nobody could drill and for what was not looked at for an hour', async () => {
    await addJobs('quiet', 'drilled', 'blocked', 'old');
    await look();
    const state = (name: string, more: object) =>
      knex('emr_schedules')
        .where('job_ref', `backupjob:default/${name}`)
        .update(more);
    for (const name of ['quiet', 'drilled', 'old'])
      await state(name, { state: 'planned' });
    await state('old', { worked_out_at: minutesAgo(61) });
    await knex('emr_artifacts').insert([
      seeBackupOf('backupjob:default/quiet', minutesAgo(10)),
      seeBackupOf('backupjob:default/drilled', minutesAgo(3)),
    ]);
    await changed.note(new Date(minutesAgo(2)));
    await changed.noteBlocked();
    expect((await changed.next(NOW)).sort()).toEqual([
      'backupjob:default/blocked',
      'backupjob:default/drilled',
      'backupjob:default/old',
    ]);
  });

  it('forgets jobs that are gone, so that they never stand before the others', async () => {
    await addJobs('gone', 'here');
    await look();
    await knex('emr_jobs')
      .where('ref', 'backupjob:default/gone')
      .update({ gone_at: minutesAgo(1) });
    const later = new Date(NOW.getTime() + 2 * 3_600_000);
    expect(await look(later)).toBe(2);
    expect(await knex('emr_schedules').pluck('job_ref')).toEqual([
      'backupjob:default/here',
    ]);
    expect(await look(later)).toBe(0);
  });

  it('moves many drills at once, each to its own time, and leaves the others where they are', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `job-${index}`);
    await addJobs(...names, 'other');
    for (let count = 0; count < 4; count += 1) await look();
    const at = (index: number) => new Date(NOW.getTime() + index * 1000);
    await timetable.postpone(
      names.map((name, index) => ({
        jobRef: `backupjob:default/${name}`,
        nextAt: at(index),
        notBefore: at(index),
      })),
    );
    await timetable.postpone([
      { jobRef: 'backupjob:default/job-7', nextAt: at(5000) },
    ]);
    await timetable.postpone([]);
    const rows = await knex('emr_schedules').select(
      'job_ref',
      'next_at',
      'not_before',
    );
    const found = new Map(
      rows.map(row => [row.job_ref, [row.next_at, row.not_before]]),
    );
    const expected = new Map<string, (string | null)[]>(
      names.map((name, index) => [
        `backupjob:default/${name}`,
        [at(index).toISOString(), at(index).toISOString()],
      ]),
    );
    expected.set('backupjob:default/job-7', [
      at(5000).toISOString(),
      at(7).toISOString(),
    ]);
    expected.set('backupjob:default/other', [null, null]);
    expect(found).toEqual(expected);
  });

  it('remembers why a job is not drilled, as a sentence and for readers of other languages', async () => {
    await addJobs('paused', 'empty');
    await ObservationStore.create(knex).record(
      { jobRef: 'backupjob:default/paused', store: 'shelf', path: '*' },
      { artifacts: [artifact(2)], known: new Map(), nextLookAt: NOW },
      NOW,
    );
    await HoldStore.create(knex).set(
      'backupjob:default/paused',
      {
        kind: 'pause',
        by: 'user:default/kim',
        reason: 'the server moves',
        until: null,
        dueAt: null,
      },
      NOW,
    );
    await look();
    const reasons = new Map(
      (await timetable.all()).map(({ title, reason, told }) => [
        title,
        { reason, told },
      ]),
    );
    expect(reasons.get('paused')).toEqual({
      reason: 'Paused by user:default/kim: the server moves',
      told: [
        tell('plan-paused', {
          by: 'user:default/kim',
          reason: 'the server moves',
        }),
      ],
    });
    expect(reasons.get('empty')).toEqual({
      reason: 'No backup was seen in the copy that is drilled.',
      told: [tell('plan-no-backup')],
    });
  });
});
