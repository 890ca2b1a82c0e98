import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  backupHistorySchema,
  custodyLogSchema,
  jobStatusSchema,
} from '@emr-backup/plugin-emr-backup-common';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

const jobPath = (name: string) =>
  `/jobs/${encodeURIComponent(`backupjob:default/${name}`)}`;

describe('the copies of a job', () => {
  let place: Place;
  let target: TestConsole;

  const start = async (denied: string[] = []) => {
    const root = (name: string) => ({
      type: 'filesystem',
      root: path.join(place.folder, name),
    });
    target = await TestConsole.start({
      place,
      denied,
      engine: new FakeEngine(),
      entities: [
        clinic('lakeside'),
        server('lakeside-emr', 'lakeside'),
        server('hosted-emr', 'lakeside', { hosting: 'saas' }),
        job('lakeside', 'lakeside-emr', {
          schedule: { every: 'PT4H' },
          copies: [
            { store: 'montreal', path: '*', offsite: true },
            { store: 'toronto', path: '*', offsite: true, medium: 'disk' },
            { store: 'replica', path: '*', offsite: true, role: 'replica' },
            { store: 'bag', path: '*', custody: { every: 'P7D' } },
          ],
        }),
        job('hosted', 'hosted-emr', { copies: [] }),
        job('exported', 'hosted-emr', {
          copies: [{ store: 'export', path: '*', offsite: true }],
        }),
      ],
      config: {
        stores: {
          montreal: root('montreal'),
          toronto: root('toronto'),
          replica: root('replica'),
          export: root('export'),
        },
      },
    });
  };
  /** A backup so many hours old, the same bytes in each folder. */
  const backup = async (hoursAgo: number, folders: string[], patients = 13) => {
    for (const folder of folders) {
      const file = `${folder}/emr-${stamp(hoursAgo)}.sql`;
      await place.write(file, dumpOf(patients));
      const time = new Date(Date.now() - hoursAgo * 3_600_000);
      await fs.utimes(path.join(place.folder, file), time, time);
    }
  };
  const status = async (name: string) =>
    jobStatusSchema.parse((await target.get(jobPath(name))).body);

  beforeEach(async () => {
    place = await Place.make();
    for (const folder of ['montreal', 'toronto', 'replica', 'export'])
      await fs.mkdir(path.join(place.folder, folder));
  });

  afterEach(async () => {
    await target.stop();
    await place.remove();
  });

  it('are compared with the drilled one, and a replica with nothing', async () => {
    await backup(2, ['montreal', 'toronto', 'replica']);
    await start();
    const { copies, copyRules } = await status('lakeside');
    expect(copies.map(copy => [copy.store, copy.role, copy.agreement])).toEqual(
      [
        ['montreal', 'backup', 'same'],
        ['toronto', 'backup', 'same'],
        ['replica', 'replica', undefined],
        ['bag', 'backup', 'unknown'],
      ],
    );
    expect(
      copyRules?.map(rule => [rule.rule, rule.declared, rule.proved]),
    ).toEqual([
      ['copies', 4, 3],
      ['media', 1, null],
      ['offsite', 3, 2],
      ['immutable', 1, 0],
      ['errors', null, null],
    ]);
  });

  it('differ when one name has two contents', async () => {
    await backup(2, ['montreal']);
    await backup(2, ['toronto'], 14);
    await start();
    expect((await status('lakeside')).copies[1].agreement).toBe('differs');
  });

  it('have a history with its gaps, each store its own', async () => {
    for (const hours of [30, 26, 22, 10, 2]) await backup(hours, ['montreal']);
    await backup(22, ['toronto']);
    await start();
    const history = async (query = '') =>
      backupHistorySchema.parse(
        (await target.get(`${jobPath('lakeside')}/backups${query}`)).body,
      );
    const whole = await history('?limit=2');
    expect(whole.totalItems).toBe(5);
    expect(whole.items).toHaveLength(2);
    expect(whole.items[0]).toMatchObject({
      store: 'montreal',
      hollow: false,
      shrunk: false,
      digest: expect.stringMatching(/^sha256:/),
    });
    // What is missing from before the first look may have been thinned out.
    expect(whole.gaps).toEqual([]);
    const toronto = await history('?store=toronto');
    expect(toronto.gaps).toEqual([
      { from: toronto.items[0].takenAt, to: null, missed: 5 },
    ]);
    expect((await history('?days=1&offset=1')).items).toHaveLength(2);
    const wrong = await target.get(`${jobPath('lakeside')}/backups?store=x`);
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain(
      'are in montreal, toronto, replica, bag.',
    );
    const nothing = await target.get(`${jobPath('nothing')}/backups`);
    expect(nothing.status).toBe(404);
  });

  it('that are carried have a custody log', async () => {
    await start();
    const log = `${jobPath('lakeside')}/custody`;
    const before = custodyLogSchema.parse((await target.get(log)).body);
    expect(before).toMatchObject({ items: [], missed: false });
    const entry = {
      at: '2026-01-02T18:00',
      medium: 'USB disk 3',
      who: 'Mina',
      from: 'clinic',
      to: 'bank safe',
    };
    const written = await target.post(log, entry);
    expect(written.status).toBe(201);
    const { items, missed, nextDueAt } = custodyLogSchema.parse(written.body);
    expect(items).toEqual([
      {
        ...entry,
        id: expect.any(String),
        at: '2026-01-02T23:00:00.000Z',
        note: null,
        store: null,
        recordedBy: 'user:default/mock',
      },
    ]);
    expect({ missed, nextDueAt }).toEqual({
      missed: true,
      nextDueAt: '2026-01-09T23:00:00.000Z',
    });
    const now = await target.post(log, { ...entry, at: undefined });
    expect(now.body).toMatchObject({ missed: false });
    expect(now.body.items).toHaveLength(2);
  });

  it('have a log that takes no hand-over that cannot be', async () => {
    await start();
    const entry = { medium: 'disk', who: 'Mina', from: 'clinic', to: 'safe' };
    const refused = async (name: string, more: object) => {
      const body = { ...entry, ...more };
      const answer = await target.post(`${jobPath(name)}/custody`, body);
      expect(answer.status).toBe(400);
      return answer.body.error.message;
    };
    expect(await refused('lakeside', { at: '2999-01-01' })).toContain(
      'written down once it has happened, not before.',
    );
    expect(await refused('lakeside', { at: 'Friday' })).toBe(
      '"at" is "Friday"; it must be a time such as 2026-11-20T18:00.',
    );
    expect(await refused('lakeside', { store: 'toronto' })).toContain(
      'are in bag.',
    );
    expect(await refused('lakeside', { who: ' ' })).toContain('"who"');
    expect(await refused('exported', {})).toContain(
      'its catalog entry says so with spec.copies[].custody.',
    );
  });

  it('ask for permission to write into the log', async () => {
    await start(['emr-backup.custody.record']);
    const log = `${jobPath('lakeside')}/custody`;
    const entry = { medium: 'disk', who: 'Mina', from: 'clinic', to: 'safe' };
    expect((await target.post(log, entry)).status).toBe(403);
    expect((await target.get(log)).body.items).toEqual([]);
  });

  it('of a hosted EMR are worth the word of its vendor, until one lies here and was restored', async () => {
    await backup(2, ['export']);
    await start();
    const hosted = await status('hosted');
    expect(hosted.standing).toBe('unproven');
    expect(hosted.reasons.map(reason => reason.code)).toEqual(['vendors-word']);
    const { id } = await target.startDrill('backupjob:default/exported');
    expect((await target.ended(id)).outcome).toBe('passed');
    expect((await status('exported')).standing).toBe('proven');
    const refused = await target.startDrill('backupjob:default/hosted');
    const ended = await target.ended(refused.id);
    expect(ended.reason).toEqual({
      code: 'artifact-missing',
      message:
        'The backup job "Nightly hosted" names no copy that could be restored.',
    });
    expect((await status('hosted')).standing).toBe('unproven');
  });
});
