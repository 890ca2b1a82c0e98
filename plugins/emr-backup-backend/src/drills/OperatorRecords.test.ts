import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob, NOW } from '../__testUtils__/facts';
import { openDatabase } from '../database';
import { InventoryStore, type JobRecord } from '../inventory';
import { OperatorRecords } from './OperatorRecords';

jest.setTimeout(60_000);

const VENDOR = 'vendor:default/infomedic';
const DAY_MS = 86_400_000;
const since = new Date(NOW.getTime() - 90 * DAY_MS);

describe.each(DATABASES)('the record of an operator in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let drilled = 0;

  const job = (name: string, operatedBy: string | null): JobRecord =>
    knownJob({}, { ref: `backupjob:default/${name}`, title: name, operatedBy });
  const know = (jobs: JobRecord[]) =>
    InventoryStore.create(knex).replace(
      { clinics: [], servers: [], jobs },
      NOW,
    );
  const drill = (name: string, outcome: string, daysAgo = 1, tier = 'full') => {
    drilled += 1;
    const at = new Date(NOW.getTime() - daysAgo * DAY_MS).toISOString();
    return {
      id: `drill-${drilled}`,
      job_ref: `backupjob:default/${name}`,
      job_title: name,
      state: 'finished',
      outcome,
      tier,
      started_by: 'schedule',
      queued_at: at,
      started_at: at,
      ended_at: at,
      phases: '[]',
      attempts: 1,
    };
  };
  const record = () => OperatorRecords.create(knex).of(VENDOR, since);

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
  });

  it('counts the drills of each job it operates, however many there are', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `job-${index}`);
    await know(names.map(name => job(name, VENDOR)));
    await knex.batchInsert(
      'emr_drills',
      names.flatMap((name, index) => [
        drill(name, 'passed', 2),
        drill(name, index % 100 === 0 ? 'failed' : 'passed'),
      ]),
      100,
    );
    expect(await record()).toMatchObject({
      jobs: 500,
      passed: 995,
      failed: 5,
      error: 0,
    });
  });

  it('names the jobs that failed most often first, and few of them', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    await know(names.map(name => job(name, VENDOR)));
    await knex('emr_drills').insert([
      ...names.map(name => drill(name, 'failed')),
      drill('e', 'failed', 3),
    ]);
    const { worst } = await record();
    expect(worst.map(entry => [entry.job.title, entry.failed])).toEqual([
      ['e', 2],
      ['a', 1],
      ['b', 1],
      ['c', 1],
      ['d', 1],
    ]);
  });

  it('leaves out what others operate, what is older, what passed in part and jobs that are gone', async () => {
    await know([job('own', VENDOR), job('left', VENDOR), job('other', null)]);
    await know([job('own', VENDOR), job('other', null)]);
    await knex('emr_drills').insert([
      drill('own', 'passed'),
      drill('own', 'passed', 1, 'quick'),
      drill('own', 'failed', 1, 'data'),
      drill('own', 'error'),
      drill('own', 'cancelled'),
      drill('own', 'failed', 91),
      drill('left', 'failed'),
      drill('other', 'failed'),
    ]);
    expect(await record()).toEqual({
      jobs: 1,
      passed: 1,
      failed: 1,
      error: 1,
      worst: [
        { job: { ref: 'backupjob:default/own', title: 'own' }, failed: 1 },
      ],
    });
  });
});
