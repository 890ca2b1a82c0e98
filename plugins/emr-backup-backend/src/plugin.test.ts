import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  clinicStatusSchema,
  drillSummarySchema,
  fleetPageSchema,
  jobStatusSchema,
} from '@emr-backup/plugin-emr-backup-common';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

const fleet: Entity[] = [
  clinic('lakeside'),
  server('lakeside-emr', 'lakeside'),
  job('lakeside', 'lakeside-emr'),
  clinic('hillside', { region: 'Alberta' }),
  server('hillside-emr', 'hillside', { hosting: 'cloud' }),
  job('hillside', 'hillside-emr'),
  clinic('bayside', { region: undefined }),
  clinic('northside'),
  server('northside-emr', 'northside'),
  job('northside', 'northside-emr', { key: 'lost-key' }),
  job('nowhere', 'northside-emr', {
    copies: [{ store: 'attic', path: '*' }],
  }),
];

describe('the EMR Backup backend', () => {
  let place: Place;
  let engine: FakeEngine;
  let target: TestConsole;

  beforeAll(async () => {
    place = await Place.make();
    engine = new FakeEngine();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
    await place.write(
      `shelf/hillside/emr-${stamp(1)}.sql.gz`,
      gzipSync(Buffer.alloc(0)),
    );
    await place.write(`shelf/northside/emr-${stamp(80)}.sql`, dumpOf(5));
    target = await TestConsole.start({ place, engine, entities: fleet });
  });

  afterAll(async () => {
    engine.release();
    await target?.stop();
    await place.remove();
  });

  const fleetPage = async (query = '') => {
    const response = await target.get(`/clinics${query}`);
    expect(response.status).toBe(200);
    return fleetPageSchema.parse(response.body);
  };
  const names = async (query: string) =>
    (await fleetPage(query)).items.map(item => item.clinic.title);
  const jobOf = async (name: string) => {
    const ref = encodeURIComponent(`backupjob:default/${name}`);
    const response = await target.get(`/jobs/${ref}`);
    return jobStatusSchema.parse(response.body);
  };

  it('answers on health without credentials', async () => {
    const response = await target
      .get('/health')
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ status: 'ok' });
  });

  it('lets nobody read without credentials', async () => {
    const response = await target
      .get('/clinics')
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });

  it('lists the clinics worst first', async () => {
    const page = await fleetPage();
    expect(
      page.items.map(item => [
        item.clinic.title,
        item.standing,
        item.reasons[0].code,
      ]),
    ).toEqual([
      ['Clinic hillside', 'failing', 'hollow'],
      ['Clinic northside', 'overdue', 'backup-overdue'],
      ['Clinic bayside', 'unproven', 'no-backup-job'],
      ['Clinic lakeside', 'unproven', 'never-proven'],
    ]);
    expect(page.counts).toEqual({ clinics: 4, servers: 3, jobs: 4 });
    expect(page.standings).toEqual({
      failing: 1,
      overdue: 1,
      unproven: 2,
      proven: 0,
    });
    expect(page.items.map(item => item.strip.length)).toEqual([28, 28, 28, 28]);
    expect(page.observedAt).not.toBeNull();
  });

  it('filters, searches and pages in the database', async () => {
    expect(await names('?standing=failing')).toEqual(['Clinic hillside']);
    expect(await names('?region=Alberta')).toEqual(['Clinic hillside']);
    expect(await names('?hosting=cloud')).toEqual(['Clinic hillside']);
    expect(await names('?search=LAKESIDE')).toEqual(['Clinic lakeside']);
    expect(await names('?search=infomedic%20north')).toEqual([
      'Clinic northside',
    ]);
    expect(await names('?search=%25')).toEqual([]);
    expect(await names('?operator=vendor:default/infomedic')).toHaveLength(3);
    expect(await names('?operator=vendor:default/info')).toEqual([]);
    expect(await names('?owner=group:default/nobody')).toEqual([]);
    expect(await names('?limit=1&offset=1')).toEqual(['Clinic northside']);
    expect((await fleetPage('?limit=1')).totalItems).toBe(4);
    expect((await fleetPage('?standing=failing')).standings.unproven).toBe(2);
  });

  it('names the field and value of a query it cannot use', async () => {
    const response = await target.get('/clinics?limit=1000');
    expect(response.status).toBe(400);
    expect(response.body.error).toEqual(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining('"limit" is "1000"'),
      }),
    );
  });

  it('shows a clinic with its jobs', async () => {
    const ref = encodeURIComponent('clinic:default/Lakeside');
    const response = await target.get(`/clinics/${ref}`);
    const status = clinicStatusSchema.parse(response.body);
    expect(status.jobs.map(entry => entry.job.ref)).toEqual([
      'backupjob:default/lakeside',
    ]);
    expect(status.backupAge.overdue).toBe(false);
    expect(status.jobs[0].copies[0]).toEqual(
      expect.objectContaining({ artifacts: 1, problem: null, proved: false }),
    );
  });

  it.each([
    ['/clinics/clinic:default%2Fnowhere', 404, 'no clinic'],
    ['/jobs/backupjob:default%2Fnothing', 404, 'no backup job'],
    ['/jobs/:::', 400, 'not an entity ref'],
    ['/drills/1234', 404, 'no drill "1234"'],
  ])('answers %s with %d', async (path, status, message) => {
    const response = await target.get(path);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toContain(message);
  });

  it('restores the newest backup and calls the clinic proven', async () => {
    const started = await target.startDrill('backupjob:default/lakeside');
    const finished = await target.ended(started.id);
    expect(finished.reason?.code).toBe('restored');
    expect(finished.outcome).toBe('passed');
    expect(finished.startedBy).toBe('user:default/mock');
    expect(finished.report?.wiped).toBe(true);
    expect(finished.artifact?.name).toMatch(/^emr-.*\.sql$/);
    expect(finished.checks.pass).toBeGreaterThan(0);
    expect(finished.checkResults).toEqual(finished.report?.checks);
    expect(finished.phases.map(phase => phase.state)).not.toContain('running');
    expect(await place.scratch()).toEqual([]);
    const status = await jobOf('lakeside');
    expect(status.standing).toBe('proven');
    expect(status.lastProven?.drillId).toBe(finished.id);
    expect(status.copies[0].proved).toBe(true);
    expect(status.strip[27].drill).toBe('passed');
    expect(await names('?standing=proven')).toEqual(['Clinic lakeside']);
  });

  it('fails a hollow backup without starting a server', async () => {
    const boots = engine.boots;
    const started = await target.startDrill('backupjob:default/hillside');
    const finished = await target.ended(started.id);
    expect(finished.outcome).toBe('failed');
    expect(finished.reason?.code).toBe('hollow');
    expect(engine.boots).toBe(boots);
    const status = await jobOf('hillside');
    expect(status.reasons).toHaveLength(2);
    expect(status.reasons[0].message).toMatch(/^Drill of \d+ \w+ failed: /);
  });

  it('ends a drill whose key is not configured as an error, which changes no standing', async () => {
    const started = await target.startDrill('backupjob:default/northside');
    const finished = await target.ended(started.id);
    expect(finished.outcome).toBe('error');
    expect(finished.reason).toEqual({
      code: 'key-unavailable',
      message:
        'The key "lost-key" is not in app-config emrBackup.keys (there is none).',
    });
    const status = await jobOf('northside');
    expect(status.standing).toBe('overdue');
    expect(status.reasons.map(reason => reason.code)).toEqual([
      'backup-overdue',
      'never-proven',
      'key-unavailable',
    ]);
  });

  it('shows an unknown store as a problem of its job alone', async () => {
    const status = await jobOf('nowhere');
    expect(status.copies[0].problem).toBe(
      'The store "attic" is not in app-config emrBackup.stores (shelf).',
    );
    expect(status.standing).toBe('unproven');
    const started = await target.startDrill('backupjob:default/nowhere');
    const finished = await target.ended(started.id);
    expect(finished.outcome).toBe('error');
    expect(finished.reason?.code).toBe('store-missing');
  });

  it('runs one drill of a job at a time and cancels it when asked', async () => {
    engine.hold();
    const first = await target.post('/drills', {
      job: 'backupjob:default/lakeside',
    });
    expect(first.status).toBe(201);
    const { id } = drillSummarySchema.parse(first.body);
    await target.until(id, drill =>
      drill.phases.some(
        ({ phase, state }) => phase === 'load' && state === 'running',
      ),
    );
    const second = await target.post('/drills', {
      job: 'backupjob:default/lakeside',
    });
    expect(second.status).toBe(200);
    expect(second.body.id).toBe(id);
    expect((await jobOf('lakeside')).activeDrill?.id).toBe(id);

    expect((await target.post(`/drills/${id}/cancel`)).status).toBe(200);
    const finished = await target.ended(id);
    expect(finished.outcome).toBe('cancelled');
    expect(engine.running).toBe(0);
    expect(await place.scratch()).toEqual([]);
    expect((await jobOf('lakeside')).standing).toBe('proven');
    engine.release();

    const again = await target.post(`/drills/${id}/cancel`);
    expect(again.status).toBe(409);
  });

  it('lists drills newest first, of one job or all', async () => {
    const all = await target.get('/drills?limit=100');
    const jobs: string[] = all.body.items.map(
      (item: { job: { ref: string } }) => item.job.ref,
    );
    expect(jobs[0]).toBe('backupjob:default/lakeside');
    expect(jobs.length).toBeGreaterThanOrEqual(5);
    const own = await target.get('/drills?job=backupjob:default/hillside');
    expect(own.body.items).toHaveLength(1);
    expect(own.body.items[0].outcome).toBe('failed');
    expect(own.body.items[0].checks).toEqual(
      expect.objectContaining({ fail: expect.any(Number) }),
    );
  });

  it('refuses to start a drill of nothing', async () => {
    const missing = await target.post('/drills', {});
    expect(missing.status).toBe(400);
    expect(missing.body.error.message).toContain('"job"');
    const unknown = await target.post('/drills', {
      job: 'backupjob:default/nothing',
    });
    expect(unknown.status).toBe(404);
  });
});
