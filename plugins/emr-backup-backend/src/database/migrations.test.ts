import { promises as fs } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { migrationsDirectory } from './migrate';

jest.setTimeout(60_000);

describe.each(DATABASES)('the migrations on %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  const directory = migrationsDirectory();

  const drill = (drillId: string, state: string) => ({
    id: drillId,
    job_ref: 'backupjob:default/lakeside',
    job_title: 'Lakeside',
    state,
    started_by: 'schedule',
    queued_at: '2026-11-22T12:00:00.000Z',
    phases: '[]',
    attempts: 0,
  });
  const tables = async (knex: Knex) => {
    const found: string[] = [];
    for (const table of [
      'emr_clinics',
      'emr_servers',
      'emr_jobs',
      'emr_copies',
      'emr_artifacts',
      'emr_drills',
      'emr_drill_checks',
      'emr_drill_reports',
      'emr_install',
    ])
      if (await knex.schema.hasTable(table)) found.push(table);
    return found;
  };

  it('20261122_init keeps drills, allows one active drill a job, and leaves nothing when undone', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    expect(await tables(knex)).toHaveLength(9);
    await knex('emr_drills').insert(drill('one', 'finished'));
    await knex('emr_drills').insert(drill('two', 'finished'));
    await knex('emr_drills').insert(drill('three', 'running'));
    await expect(
      knex('emr_drills').insert(drill('four', 'queued')),
    ).rejects.toThrow(/unique/i);
    expect(await knex('emr_drills').where('id', 'three').first()).toEqual(
      expect.objectContaining({ state: 'running', outcome: null, attempts: 0 }),
    );
    await knex.migrate.down({ directory, name: '20261122_init.js' });
    expect(await tables(knex)).toEqual([]);
  });

  it('run to the end and back', async () => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    const [, done] = await knex.migrate.list({ directory });
    expect(done).toEqual([]);
    const files = await fs.readdir(directory);
    const [applied] = await knex.migrate.list({ directory });
    expect(applied).toHaveLength(files.length);
    await knex.migrate.rollback({ directory }, true);
    expect(await tables(knex)).toEqual([]);
  });
});
