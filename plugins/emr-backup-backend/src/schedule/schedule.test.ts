import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  drillScheduleSchema,
  jobStatusSchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { DATABASES } from '../__testUtils__/databases';
import { clinic, job, server } from '../__testUtils__/entities';
import { dumpOf, FakeEngine } from '../__testUtils__/FakeEngine';
import { Place, stamp } from '../__testUtils__/Place';
import { TestConsole } from '../__testUtils__/TestConsole';

jest.setTimeout(120_000);

const JOB = 'backupjob:default/lakeside';
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const path = (what: string, name = 'lakeside') =>
  `/jobs/${encodeURIComponent(`backupjob:default/${name}`)}${what}`;

describe.each(DATABASES)('the schedule of a job on %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  const engine = new FakeEngine();
  const auditor = mockServices.auditor.mock();
  let place: Place;
  let knex: Knex;
  let target: TestConsole;

  const start = async (drill: object | undefined, denied: string[] = []) => {
    knex = await databases.init(id);
    target = await TestConsole.start({
      place,
      engine,
      knex,
      denied,
      features: [auditor.factory],
      config: { drills: { defaults: { low: { every: 'P60D' } } } },
      entities: [
        clinic('lakeside', { criticality: 'low' }),
        server('emr', 'lakeside'),
        job('lakeside', 'emr', { drill }),
        clinic('bayside'),
        server('bay', 'bayside'),
        job('rhythmless', 'bay', { drill: { after: 'each-backup' } }),
      ],
    });
  };

  beforeEach(async () => {
    auditor.createEvent.mockImplementation(async () => ({
      success: async () => {},
      fail: async () => {},
    }));
    place = await Place.make();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
  });

  afterEach(async () => {
    engine.release();
    await target?.stop();
    await place.remove();
  });

  const schedule = async () => {
    const response = await target.get(path('/schedule'));
    return drillScheduleSchema.parse(response.body);
  };
  const status = async () =>
    jobStatusSchema.parse((await target.get(path(''))).body);
  const newest = async () =>
    (await target.get(`/drills?job=${JOB}`)).body.items[0];
  /** The job judged once, so that the next drill is days away. */
  const proven = async () => {
    const { id: drill } = (await newest()) ?? (await target.startDrill(JOB));
    return target.ended(drill);
  };

  it('is the default of its criticality when the entity names no rhythm', async () => {
    await start(undefined);
    const { startedAt } = await proven();
    const next = DateTime.fromISO(startedAt ?? '', { zone: 'America/Toronto' })
      .plus({ days: 60 })
      .toUTC()
      .toISO();
    expect(await schedule()).toEqual({
      rhythm: 'every 60 days',
      policy: { every: 'P60D' },
      from: 'default',
      window: null,
      timezone: 'America/Toronto',
      pool: 'default',
      nextDrillAt: next,
      paused: null,
      skipped: null,
    });
    expect((await status()).nextDrillAt).toBe(next);
  });

  it('is paused with a reason until somebody resumes; run now works all the same', async () => {
    await start({ every: 'P7D' });
    await proven();
    const paused = await target.post(path('/pause'), {
      reason: 'The clinic moves house.',
    });
    expect(paused.status).toBe(200);
    expect(paused.body.paused).toEqual({
      by: 'user:default/mock',
      at: expect.any(String),
      reason: 'The clinic moves house.',
      until: null,
    });
    expect(paused.body.nextDrillAt).toBeNull();
    expect((await status()).nextDrillAt).toBeNull();
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'drill-pause',
        meta: { job: JOB, until: 'resumed' },
      }),
    );

    const now = await target.startDrill(JOB);
    expect((await target.ended(now.id)).outcome).toBe('passed');
    expect((await schedule()).paused).not.toBeNull();

    const resumed = await target.post(path('/resume'));
    expect(resumed.body.paused).toBeNull();
    expect(Date.parse(resumed.body.nextDrillAt)).toBeGreaterThan(
      inDays(6).getTime(),
    );
  });

  it('goes on by itself when a pause ends', async () => {
    await start({ every: 'P7D' });
    await proven();
    const until = inDays(30).toISOString();
    const paused = await target.post(path('/pause'), {
      reason: 'The disks are at the police.',
      until,
    });
    expect(paused.body.paused.until).toBe(until);
    expect(paused.body.nextDrillAt).toBe(until);
    // As if it had been set long ago.
    const { body } = await target.post(path('/pause'), {
      reason: 'Until tomorrow.',
      until: inDays(1).toISOString().slice(0, 10),
    });
    expect(body.paused.until).toBe(
      DateTime.fromISO(inDays(1).toISOString().slice(0, 10), {
        zone: 'America/Toronto',
      })
        .toUTC()
        .toISO(),
    );
  });

  it('leaves out the next drill, then the one after it, until somebody resumes', async () => {
    await start({ cron: '0 3 * * *' });
    await proven();
    const { nextDrillAt } = await schedule();
    const daysLater = (days: number) =>
      DateTime.fromISO(nextDrillAt ?? '', { zone: 'America/Toronto' })
        .plus({ days })
        .toUTC()
        .toISO();
    const once = await target.post(path('/skip'), { reason: 'Night shift.' });
    expect(once.body.nextDrillAt).toBe(daysLater(1));
    expect(once.body.skipped).toEqual({
      by: 'user:default/mock',
      at: expect.any(String),
      reason: 'Night shift.',
      until: daysLater(1),
    });
    const twice = await target.post(path('/skip'), { reason: 'And another.' });
    expect(twice.body.nextDrillAt).toBe(daysLater(2));
    const resumed = await target.post(path('/resume'));
    expect(resumed.body).toMatchObject({ skipped: null, nextDrillAt });
  });

  it('forgets a skip once a drill judged the backup', async () => {
    await start({ every: 'P7D' });
    await proven();
    await target.post(path('/skip'), { reason: 'Too busy.' });
    const { id: drill } = await target.startDrill(JOB);
    await target.ended(drill);
    expect((await schedule()).skipped).toBeNull();
  });

  it('takes back a scheduled drill that still waits', async () => {
    await start({ every: 'P7D' });
    await proven();
    await place.write(`shelf/rhythmless/emr-${stamp(2)}.sql`, dumpOf(3));
    engine.hold();
    const holder = await target.startDrill(JOB);
    await target.until(holder.id, ({ state }) => state === 'running');
    // The only place is taken: the drill that is due waits for it.
    await knex('emr_copies').update({ look_at: stamp(24) });
    await target.rounds();
    const other = 'backupjob:default/rhythmless';
    const waiting = (await target.get(`/drills?job=${other}`)).body.items[0];
    expect(waiting).toMatchObject({ state: 'queued', startedBy: 'schedule' });
    await target.post(path('/pause', 'rhythmless'), { reason: 'Not today.' });
    expect(await target.ended(waiting.id)).toMatchObject({
      outcome: 'cancelled',
    });
  });

  it.each([
    ['/pause', {}, 400, '"reason"'],
    ['/pause', { reason: '  x ' }, 400, '"reason"'],
    [
      '/pause',
      { reason: 'Vacation.', until: 'soon' },
      400,
      '"until" is "soon"; it must be a time such as 2026-12-01T08:00:00Z',
    ],
    [
      '/pause',
      { reason: 'Vacation.', until: '2020-01-01' },
      400,
      '"until" is "2020-01-01", which has passed already.',
    ],
    ['/skip', { reason: '' }, 400, '"reason"'],
  ])('refuses %s with %j', async (what, body, code, message) => {
    await start({ every: 'P7D' });
    const response = await target.post(path(what), body);
    expect(response.status).toBe(code);
    expect(response.body.error.message).toContain(message);
  });

  it('knows no schedule of a job that is not there, and nothing to skip where nothing is due', async () => {
    await start({ pool: 'default' });
    expect((await target.get(path('/schedule', 'nowhere'))).status).toBe(404);
    expect((await target.post(path('/resume', 'nowhere'))).status).toBe(404);
    await place.write(`shelf/rhythmless/emr-${stamp(2)}.sql`, dumpOf(3));
    const { id: drill } = await target.startDrill(
      'backupjob:default/rhythmless',
    );
    await target.ended(drill);
    const nothing = await target.post(path('/skip', 'rhythmless'), {
      reason: 'No.',
    });
    expect(nothing.status).toBe(409);
    expect(nothing.body.error.message).toBe(
      'No drill of "Nightly rhythmless" is due by its rhythm; there is none to skip.',
    );
  });

  it('is changed only by who may, and read by who may read', async () => {
    await start({ every: 'P7D' }, ['emr-backup.drill.schedule']);
    for (const what of ['/pause', '/resume', '/skip'])
      expect(
        (await target.post(path(what), { reason: 'Because.' })).status,
      ).toBe(403);
    expect((await target.get(path('/schedule'))).status).toBe(200);
  });
});
