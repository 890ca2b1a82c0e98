import { promises as fs } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { migrationsDirectory } from './migrate';

jest.setTimeout(60_000);

const lakeside = {
  ref: 'clinic:default/lakeside',
  title: 'Lakeside',
  timezone: 'America/Toronto',
  search: '',
  operators: '',
  hostings: '',
  products: '',
  standing: 'unproven',
  standing_rank: 2,
  backup_taken_at: '',
  first_seen_at: '2026-11-22T12:00:00.000Z',
};

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
      'emr_self_tests',
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

  it('20261123_opening_hours keeps the jobs there are', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex('emr_jobs').insert({
      ref: 'backupjob:default/lakeside',
      title: 'Lakeside',
      timezone: 'America/Toronto',
      spec: '{}',
      first_seen_at: '2026-11-22T12:00:00.000Z',
    });
    await knex.migrate.up({ directory, name: '20261123_opening_hours.js' });
    expect(await knex('emr_jobs').first()).toEqual(
      expect.objectContaining({ title: 'Lakeside', opening_hours: null }),
    );
    await knex('emr_jobs').update({ opening_hours: 'Mon-Fri 8-18' });
    await knex.migrate.down({ directory, name: '20261123_opening_hours.js' });
    expect(Object.keys(await knex('emr_jobs').first())).not.toContain(
      'opening_hours',
    );
    expect(await knex('emr_jobs').first()).toEqual(
      expect.objectContaining({ title: 'Lakeside' }),
    );
  });

  it('20261124_self_tests allows one active self-test of all, and leaves nothing when undone', async () => {
    const knex = await databases.init(id);
    const selfTest = (selfTestId: string, state: string) => ({
      id: selfTestId,
      profile: `profile-of-${selfTestId}`,
      job_ref: `backupjob:default/${selfTestId}`,
      job_title: 'Lakeside',
      state,
      started_by: 'schedule',
      queued_at: '2026-11-22T12:00:00.000Z',
      caught: 0,
      missed: 0,
      not_made: 0,
      faults: '[]',
    });
    await knex.migrate.up({ directory, name: '20261124_self_tests.js' });
    await knex('emr_self_tests').insert(selfTest('one', 'finished'));
    await knex('emr_self_tests').insert(selfTest('two', 'finished'));
    await knex('emr_self_tests').insert(selfTest('three', 'running'));
    await expect(
      knex('emr_self_tests').insert(selfTest('four', 'queued')),
    ).rejects.toThrow(/unique/i);
    expect(await knex('emr_self_tests').where('id', 'three').first()).toEqual(
      expect.objectContaining({ state: 'running', error: null, runner: null }),
    );
    await knex.migrate.down({ directory, name: '20261124_self_tests.js' });
    expect(await knex.schema.hasTable('emr_self_tests')).toBe(false);
  });

  it('20261140_clinic_breach keeps the clinics there are', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex('emr_clinics').insert(lakeside);
    await knex.migrate.up({ directory, name: '20261140_clinic_breach.js' });
    expect(await knex('emr_clinics').first()).toEqual(
      expect.objectContaining({ title: 'Lakeside', breach_at: null }),
    );
    await knex.migrate.down({ directory, name: '20261140_clinic_breach.js' });
    const [left] = await knex('emr_clinics');
    expect(Object.keys(left)).not.toContain('breach_at');
    expect(left).toEqual(expect.objectContaining({ title: 'Lakeside' }));
  });

  it('20261203_clinic_suppliers keeps the clinics there are', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex('emr_clinics').insert(lakeside);
    await knex.migrate.up({
      directory,
      name: '20261203_clinic_suppliers.js',
    });
    expect(await knex('emr_clinics').first()).toEqual(
      expect.objectContaining({ title: 'Lakeside', suppliers: '' }),
    );
    await knex.migrate.down({
      directory,
      name: '20261203_clinic_suppliers.js',
    });
    const [left] = await knex('emr_clinics');
    expect(Object.keys(left)).not.toContain('suppliers');
    expect(left).toEqual(expect.objectContaining({ title: 'Lakeside' }));
  });

  it('20261205_plan_reasons keeps what is planned', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex.migrate.up({ directory, name: '20261128_schedule.js' });
    await knex('emr_schedules').insert({
      job_ref: 'backupjob:default/lakeside',
      pool: 'default',
      rhythm: '{}',
      expected_seconds: 600,
      basis: 'assumed',
      state: 'blocked',
      reason: 'No backup was seen.',
      worked_out_at: '2026-11-22T12:00:00.000Z',
    });
    await knex.migrate.up({ directory, name: '20261205_plan_reasons.js' });
    expect(await knex('emr_schedules').first()).toEqual(
      expect.objectContaining({ reason: 'No backup was seen.', told: null }),
    );
    await knex.migrate.down({ directory, name: '20261205_plan_reasons.js' });
    const [left] = await knex('emr_schedules');
    expect(Object.keys(left)).not.toContain('told');
    expect(left).toEqual(
      expect.objectContaining({ reason: 'No backup was seen.' }),
    );
  });

  it('20261202_drill_log numbers the lines of a drill once, and leaves nothing when undone', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261202_drill_log.js' });
    const line = (drillId: string, number: number) => ({
      drill_id: drillId,
      number,
      at: '2026-11-22T12:00:00.000Z',
      level: 'info',
      phase: null,
      code: 'kept',
      facts: '{}',
      message: 'The copy was kept on request.',
    });
    await knex('emr_drill_log').insert([line('one', 1), line('two', 1)]);
    await expect(knex('emr_drill_log').insert(line('one', 1))).rejects.toThrow(
      /unique/i,
    );
    await knex.migrate.down({ directory, name: '20261202_drill_log.js' });
    expect(await knex.schema.hasTable('emr_drill_log')).toBe(false);
  });

  it('20261130_drill_tier takes the drills there are for full ones on tuned servers', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex('emr_drills').insert(drill('one', 'finished'));
    await knex.migrate.up({ directory, name: '20261130_drill_tier.js' });
    expect(await knex('emr_drills').first()).toEqual(
      expect.objectContaining({ tier: 'full', tuning: 'throwaway' }),
    );
    await knex.migrate.down({ directory, name: '20261130_drill_tier.js' });
    const [left] = await knex('emr_drills');
    expect(Object.keys(left)).not.toEqual(
      expect.arrayContaining(['tier', 'tuning']),
    );
    expect(left).toEqual(expect.objectContaining({ id: 'one' }));
  });

  it('20261129_runners keeps the drills there are, in the default pool', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex('emr_drills').insert(drill('one', 'finished'));
    await knex.migrate.up({ directory, name: '20261129_runners.js' });
    expect(await knex('emr_drills').first()).toEqual(
      expect.objectContaining({
        id: 'one',
        pool: 'default',
        engine: null,
        lease: null,
        retries: 0,
      }),
    );
    await knex.migrate.down({ directory, name: '20261129_runners.js' });
    expect(await knex.schema.hasTable('emr_runners')).toBe(false);
    expect(Object.keys(await knex('emr_drills').first())).not.toContain('pool');
    expect(await knex('emr_drills').first()).toEqual(
      expect.objectContaining({ id: 'one', state: 'finished' }),
    );
  });

  it('20261128_schedule keeps jobs and drills, and leaves nothing when undone', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261122_init.js' });
    await knex('emr_jobs').insert({
      ref: 'backupjob:default/lakeside',
      title: 'Lakeside',
      timezone: 'America/Toronto',
      spec: '{}',
      first_seen_at: '2026-11-22T12:00:00.000Z',
    });
    await knex('emr_drills').insert(drill('one', 'finished'));
    await knex.migrate.up({ directory, name: '20261128_schedule.js' });
    expect(await knex('emr_jobs').first()).toEqual(
      expect.objectContaining({
        title: 'Lakeside',
        criticality: null,
        fingerprint: null,
      }),
    );
    await knex.migrate.down({ directory, name: '20261128_schedule.js' });
    for (const table of ['emr_schedules', 'emr_drill_holds', 'emr_planner'])
      expect(await knex.schema.hasTable(table)).toBe(false);
    expect(Object.keys(await knex('emr_jobs').first())).not.toContain(
      'criticality',
    );
    expect(await knex('emr_drills').select('id')).toEqual([{ id: 'one' }]);
  });

  it('20261126_alarms allows one open alarm a cause and one message a telling, and leaves nothing when undone', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261126_alarms.js' });
    const at = '2026-11-22T12:00:00.000Z';
    const alarm = (alarmId: string, resolvedAt: string | null) => ({
      id: alarmId,
      cause: 'store:shelf',
      kind: 'store-unreachable',
      severity: 'high',
      severity_rank: 1,
      message: 'It is away.',
      first_seen_at: at,
      last_seen_at: at,
      raised: 1,
      raised_at: at,
      resolved_at: resolvedAt,
    });
    await knex('emr_alarms').insert(alarm('one', at));
    await knex('emr_alarms').insert(alarm('two', at));
    await knex('emr_alarms').insert(alarm('three', null));
    await expect(
      knex('emr_alarms').insert(alarm('four', null)),
    ).rejects.toThrow(/unique/i);
    const delivery = (deliveryId: string) => ({
      id: deliveryId,
      alarm_id: 'three',
      message: 'raised',
      round: 1,
      channel: 'email',
      recipient: 'desk@vendor.example',
      concerns: '',
      state: 'waiting',
      attempts: 0,
      created_at: at,
      at,
      due_at: at,
    });
    await knex('emr_alarm_deliveries').insert(delivery('a'));
    await expect(
      knex('emr_alarm_deliveries').insert(delivery('b')),
    ).rejects.toThrow(/unique/i);
    await knex.migrate.down({ directory, name: '20261126_alarms.js' });
    for (const table of [
      'emr_alarms',
      'emr_alarm_jobs',
      'emr_alarm_deliveries',
    ])
      expect(await knex.schema.hasTable(table)).toBe(false);
  });

  it('20261127_heartbeats keeps large sizes, and leaves nothing when undone', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up({ directory, name: '20261127_heartbeats.js' });
    await knex('emr_heartbeats').insert({
      job_ref: 'backupjob:default/lakeside',
      first_at: '2026-11-22T12:00:00.000Z',
      last_event: 'success',
      last_at: '2026-11-22T12:00:00.000Z',
      last_bytes: 5_000_000_000,
    });
    const row = await knex('emr_heartbeats').first();
    expect(Number(row.last_bytes)).toBe(5_000_000_000);
    await knex.migrate.down({ directory, name: '20261127_heartbeats.js' });
    for (const table of ['emr_heartbeats', 'emr_heartbeat_tokens'])
      expect(await knex.schema.hasTable(table)).toBe(false);
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
