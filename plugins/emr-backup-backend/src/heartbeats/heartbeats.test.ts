import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { BackupJobEntity } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob } from '../__testUtils__/facts';
import { openDatabase } from '../database';
import { HeartbeatStore, nothingHeard } from './HeartbeatStore';
import { heartbeatWorries } from './heartbeatWorries';
import { judgeHeartbeat } from './judgeHeartbeat';
import { RateLimit } from './RateLimit';

jest.setTimeout(60_000);

const TOKEN = {
  id: 'one',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/robin',
  lastUsedAt: null,
};
const utc = (local: string) => new Date(local).toISOString();

describe('the dead-man state of a job', () => {
  const stateAt = (
    spec: Partial<BackupJobEntity['spec']>,
    heard: { success?: string; failure?: string; first?: string },
    now: string,
    timezone = 'America/Toronto',
  ) =>
    judgeHeartbeat(
      knownJob(spec, { timezone }),
      {
        ...nothingHeard(),
        tokens: [TOKEN],
        firstAt: heard.first ?? heard.success ?? null,
        successAt: heard.success ? utc(heard.success) : null,
        failureAt: heard.failure ? utc(heard.failure) : null,
      },
      new Date(now),
    );

  it('is none without a token and new before the first report', () => {
    expect(judgeHeartbeat(knownJob(), nothingHeard(), new Date()).state).toBe(
      'none',
    );
    expect(stateAt({}, {}, '2026-11-22T12:00:00Z').state).toBe('new');
  });

  it.each([
    // every four hours and an hour of grace
    ['2026-11-22T15:59:00Z', 'up'],
    ['2026-11-22T16:01:00Z', 'late'],
    ['2026-11-22T17:00:00Z', 'late'],
    ['2026-11-22T17:01:00Z', 'down'],
  ])('of an interval at %s is %s', (now, state) => {
    const spec = { schedule: { every: 'PT4H' }, grace: 'PT1H' };
    const heard = { success: '2026-11-22T12:00:00Z' };
    expect(stateAt(spec, heard, now).state).toBe(state);
    expect(stateAt(spec, heard, now).expectedAt).toBe(
      '2026-11-22T16:00:00.000Z',
    );
  });

  it.each([
    // Where and when clocks change is the business of the zone, not of this table.
    ['America/Toronto', '2026-03-07T23:05', '2026-03-08T23:01', 22],
    ['America/Toronto', '2026-10-31T23:05', '2026-11-01T23:01', 24],
    ['America/Vancouver', '2026-03-07T23:05', '2026-03-08T23:01', 22],
    ['America/Toronto', '2026-02-28T23:05', '2026-03-01T23:01', 23],
  ])('of a cron line in %s after %s is due at %s', (zone, from, to, hours) => {
    const instant = (local: string) =>
      DateTime.fromISO(local, { zone }).toUTC().toISO() ?? '';
    const [success, due] = [instant(from), instant(to)];
    const passed = Date.parse(due) - Date.parse(success);
    expect(Math.floor(passed / 3_600_000)).toBe(hours);
    const spec = { schedule: { cron: '1 23 * * *' }, grace: 'PT30M' };
    const at = (minutes: number) =>
      new Date(Date.parse(due) + minutes * 60_000).toISOString();
    expect(stateAt(spec, { success }, at(0), zone)).toMatchObject({
      state: 'up',
      expectedAt: utc(due),
    });
    expect(stateAt(spec, { success }, at(29), zone).state).toBe('late');
    expect(stateAt(spec, { success }, at(31), zone).state).toBe('down');
  });

  it('is not bought by a start without a success', () => {
    const spec = { schedule: { every: 'PT4H' }, grace: 'PT1H' };
    const heard = { first: '2026-11-22T12:00:00.000Z' };
    expect(stateAt(spec, heard, '2026-11-22T15:00:00Z').state).toBe('up');
    expect(stateAt(spec, heard, '2026-11-22T16:30:00Z').state).toBe('late');
    expect(stateAt(spec, heard, '2026-11-22T17:30:00Z').state).toBe('down');
  });

  it('is down at once after a failure, until a success', () => {
    const spec = { schedule: { every: 'PT4H' } };
    const failed = {
      success: '2026-11-22T12:00:00Z',
      failure: '2026-11-22T12:30:00Z',
    };
    expect(stateAt(spec, failed, '2026-11-22T12:31:00Z')).toMatchObject({
      state: 'down',
      failed: true,
      downSince: '2026-11-22T12:30:00.000Z',
    });
    const mended = { ...failed, success: '2026-11-22T13:00:00Z' };
    expect(stateAt(spec, mended, '2026-11-22T13:01:00Z').state).toBe('up');
  });

  it('worries in one sentence and never about a state that is not down', () => {
    const job = knownJob({ schedule: { every: 'PT4H' } });
    const facts = {
      ...nothingHeard(),
      tokens: [TOKEN],
      firstAt: '2026-11-22T12:00:00.000Z',
      successAt: '2026-11-22T12:00:00.000Z',
    };
    expect(
      heartbeatWorries(job, facts, new Date('2026-11-22T16:30:00Z')),
    ).toEqual([]);
    expect(
      heartbeatWorries(job, facts, new Date('2026-11-22T18:00:00Z')),
    ).toEqual([
      {
        kind: 'heartbeat-down',
        cause: `job:${job.ref}:heartbeat`,
        since: '2026-11-22T17:00:00.000Z',
        message:
          'Lakeside nightly reported its last success 6 h ago, and another one was due by its schedule.',
      },
    ]);
    expect(
      heartbeatWorries(
        job,
        { ...facts, failureAt: '2026-11-22T12:10:00.000Z' },
        new Date('2026-11-22T12:11:00Z'),
      ),
    ).toEqual([
      expect.objectContaining({
        kind: 'heartbeat-failed',
        since: '2026-11-22T12:10:00.000Z',
      }),
    ]);
  });
});

describe('the rate limit', () => {
  it('counts one caller for a minute', () => {
    const limit = new RateLimit(2);
    const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
    for (const second of [0, 10]) limit.count('a', at(second));
    expect(limit.wait('a', at(20))).toBe(40);
    expect(limit.wait('b', at(20))).toBe(0);
    expect(limit.wait('a', at(60))).toBe(0);
    limit.count('a', at(61));
    expect(limit.wait('a', at(62))).toBe(0);
  });

  it('forgets the oldest caller of very many', () => {
    const limit = new RateLimit(1);
    const now = new Date();
    for (let caller = 0; caller <= 10_000; caller += 1)
      limit.count(String(caller), now);
    expect(limit.wait('0', now)).toBe(0);
    expect(limit.wait('10000', now)).toBe(60);
  });
});

describe.each(DATABASES)('heartbeats in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  const JOB = 'backupjob:default/lakeside';
  const now = new Date('2026-11-22T12:00:00Z');
  let knex: Knex;
  let store: HeartbeatStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    store = HeartbeatStore.create(knex);
  });

  it('admit each token of the job until it is revoked, and keep only hashes', async () => {
    const by = { by: 'user:default/robin', now };
    const one = await store.createToken(JOB, by);
    const two = await store.createToken(JOB, by);
    const other = await store.createToken('backupjob:default/other', by);
    expect(Buffer.from(one.token, 'base64url')).toHaveLength(32);
    expect(await store.tokenOf(JOB, one.token)).toBe(one.id);
    expect(await store.tokenOf(JOB, two.token)).toBe(two.id);
    expect(await store.tokenOf(JOB, other.token)).toBeUndefined();
    expect(await store.tokenOf(JOB, '')).toBeUndefined();
    expect(await store.tokenOf('backupjob:default/none', one.token)).toBe(
      undefined,
    );
    expect(JSON.stringify(await knex('emr_heartbeat_tokens'))).not.toContain(
      one.token,
    );
    await store.revokeToken(JOB, one.id, now);
    expect(await store.tokenOf(JOB, one.token)).toBeUndefined();
    expect(await store.tokenOf(JOB, two.token)).toBe(two.id);
    await expect(store.revokeToken(JOB, one.id, now)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(store.revokeToken(JOB, other.id, now)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect((await store.facts([JOB])).get(JOB)?.tokens).toEqual([
      {
        id: two.id,
        createdAt: now.toISOString(),
        createdBy: 'user:default/robin',
        lastUsedAt: null,
      },
    ]);
  });

  it('remember the newest report and the newest of each outcome', async () => {
    const { id: token } = await store.createToken(JOB, { by: 'user:a/b', now });
    const at = (minute: number) => new Date(now.getTime() + minute * 60_000);
    await store.record(JOB, token, { event: 'start' }, at(0));
    await store.record(
      JOB,
      token,
      { event: 'success', bytes: 3_000_000_000, durationSeconds: 61.5 },
      at(1),
    );
    await store.record(JOB, token, { event: 'failure' }, at(2));
    await store.record(JOB, token, { event: 'start' }, at(3));
    expect((await store.facts([JOB])).get(JOB)).toMatchObject({
      firstAt: at(0).toISOString(),
      last: {
        event: 'start',
        at: at(3).toISOString(),
        bytes: null,
        durationSeconds: null,
      },
      successAt: at(1).toISOString(),
      failureAt: at(2).toISOString(),
      tokens: [expect.objectContaining({ lastUsedAt: at(3).toISOString() })],
    });
    await store.record(JOB, token, { event: 'success', bytes: 3e9 }, at(4));
    expect((await store.facts([JOB])).get(JOB)?.last?.bytes).toBe(3e9);
  });
});
