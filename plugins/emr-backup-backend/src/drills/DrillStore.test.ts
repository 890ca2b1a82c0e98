import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  drillReportSchema,
  type CheckResult,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { openDatabase } from '../database';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob } from '../__testUtils__/facts';
import { requestCancel } from './cancellation';
import { DrillLedger } from './DrillLedger';
import { DrillStore } from './DrillStore';

jest.setTimeout(60_000);

const job = knownJob();
const minute = (count: number) => new Date(Date.UTC(2026, 10, 22, 12, count));
const check = (status: CheckResult['status']): CheckResult => ({
  id: `check-${status}`,
  title: 'A check',
  status,
  value: 1,
  expected: 1,
  detail: 'It was asked.',
});
const ending = (outcome: 'passed' | 'failed' | 'error') =>
  ({
    outcome,
    reason: { code: 'restored', message: 'So it ended.' },
  } as const);

const reportOf = (how: Partial<DrillReport>) =>
  drillReportSchema.parse({
    outcome: 'passed',
    reason: { code: 'restored', message: 'So it ended.' },
    artifact: { files: [], format: [], takenAt: null },
    engine: null,
    profile: null,
    checks: [],
    counts: { tables: 0, rows: {} },
    schema: null,
    newestRecord: null,
    dataAgeSeconds: null,
    documents: null,
    landed: [],
    timings: {
      ...{ fetch: 0, open: 0, boot: 0, load: 1, index: 0, verify: 0 },
      ...{ wipe: 0, total: 1 },
    },
    notProven: [],
    wiped: true,
    asOf: '2026-11-22T12:00:00Z',
    ...how,
  });

describe.each(DATABASES)('drills in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let drills: DrillStore;
  let ledger: DrillLedger;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    drills = DrillStore.create(knex);
    ledger = DrillLedger.create(knex, 'host/1/own');
  });

  const enqueue = (at: number, of = job) =>
    drills.enqueue(of, { startedBy: 'schedule', now: minute(at) });
  const run = async (
    at: number,
    outcome: 'passed' | 'failed' | 'error',
    how: Partial<Pick<DrillReport, 'tier' | 'tuning'>> = {},
  ) => {
    const { drill } = await enqueue(at);
    await ledger.claim(drill.id, minute(at));
    await ledger.finish(
      drill.id,
      { ...ending(outcome), report: reportOf(how) },
      minute(at + 1),
    );
    return drill.id;
  };

  it('keeps one active drill a job, also when many ask at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => enqueue(0)),
    );
    expect(new Set(asked.map(({ drill }) => drill.id)).size).toBe(1);
    expect(asked.filter(({ created }) => created)).toHaveLength(1);
    const other = await enqueue(0, knownJob({}, { ref: 'backupjob:a/b' }));
    expect(other.created).toBe(true);
  });

  it('takes no restore in part for a proof, and any that failed for a failure', async () => {
    const proof = await run(0, 'passed');
    await run(10, 'passed', { tier: 'quick' });
    await run(20, 'passed', { tier: 'data' });
    const before = (await drills.facts([job.ref])).get(job.ref);
    expect(before?.passed?.id).toBe(proof);
    expect(before?.judged?.id).toBe(proof);
    expect(before?.last).toMatchObject({ tier: 'data' });
    expect(await drills.endedSince([job.ref], '2026-01-01')).toHaveLength(1);
    const failed = await run(30, 'failed', { tier: 'quick' });
    const after = (await drills.facts([job.ref])).get(job.ref);
    expect(after?.passed?.id).toBe(proof);
    expect(after?.judged?.id).toBe(failed);
    expect(await drills.endedSince([job.ref], '2026-01-01')).toHaveLength(2);
  });

  it('runs one in so many drills at default settings, whatever came of the last that did', async () => {
    expect(await drills.measureIsDue(job.ref, 3)).toBe(false);
    await run(0, 'passed');
    await run(10, 'error');
    expect(await drills.measureIsDue(job.ref, 3)).toBe(true);
    const measured = await run(20, 'passed', { tuning: 'default' });
    await run(30, 'passed');
    expect(await drills.measureIsDue(job.ref, 3)).toBe(false);
    const facts = (await drills.facts([job.ref])).get(job.ref);
    expect(facts?.measured?.id).toBe(measured);
    expect(facts?.passed?.id).not.toBe(measured);
    await run(40, 'passed');
    expect(await drills.measureIsDue(job.ref, 3)).toBe(true);
  });

  it('lets one runner claim a drill', async () => {
    const { drill } = await enqueue(0);
    const rival = DrillLedger.create(knex, 'host/2/rival');
    const claims = await Promise.all([
      ledger.claim(drill.id, minute(1)),
      rival.claim(drill.id, minute(1)),
    ]);
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('does not let a runner overwrite what was decided without it', async () => {
    const { drill } = await enqueue(0);
    await ledger.claim(drill.id, minute(1));
    await knex('emr_drills')
      .where('id', drill.id)
      .update({ state: 'finished', outcome: 'error' });
    expect(await ledger.finish(drill.id, ending('passed'), minute(2))).toBe(
      false,
    );
    expect((await drills.summary(drill.id)).outcome).toBe('error');
  });

  it('does not let an attempt write once its lease is another one', async () => {
    const { drill } = await enqueue(0);
    await ledger.claim(drill.id, minute(1));
    // Given up for lost, handed back and claimed anew, by this very process too.
    const lease = 'of-a-later-attempt';
    await knex('emr_drills').where('id', drill.id).update({ lease });
    const before = await knex('emr_drills').where('id', drill.id).first();
    await ledger.check(drill.id, 0, check('fail'));
    await ledger.phases(drill.id, []);
    await ledger.subject(drill.id, { store: 's', path: 'p', location: null });
    await ledger.handBack(drill.id);
    expect(await ledger.finish(drill.id, ending('failed'), minute(2))).toBe(
      false,
    );
    expect(await ledger.beat([drill.id])).toEqual({
      cancelled: [],
      lost: [drill.id],
    });
    expect(await knex('emr_drills').where('id', drill.id).first()).toEqual(
      before,
    );
    expect((await drills.get(drill.id)).checkResults).toEqual([]);
  });

  it('finds the last drills of a job by what came out', async () => {
    const passed = await run(0, 'passed');
    const failed = await run(10, 'failed');
    const error = await run(20, 'error');
    const { drill: active } = await enqueue(30);
    const facts = (await drills.facts([job.ref, 'backupjob:a/b'])).get(job.ref);
    expect(facts?.passed?.id).toBe(passed);
    expect(facts?.judged?.id).toBe(failed);
    expect(facts?.last?.id).toBe(error);
    expect(facts?.active?.id).toBe(active.id);
    expect(facts?.errorsInARow).toBe(1);
    expect((await drills.list({ limit: 2 })).map(drill => drill.id)).toEqual([
      active.id,
      error,
    ]);
  });

  it('counts the checks of a drill as they land', async () => {
    const { drill } = await enqueue(0);
    await ledger.claim(drill.id, minute(1));
    await ledger.check(drill.id, 0, check('pass'));
    await ledger.check(drill.id, 1, check('warn'));
    await ledger.check(drill.id, 1, check('warn'));
    const detail = await drills.get(drill.id);
    expect(detail.checks).toEqual({ pass: 1, fail: 0, warn: 1, skip: 0 });
    expect(detail.checkResults.map(result => result.id)).toEqual([
      'check-pass',
      'check-warn',
    ]);
  });

  it('hands back a drill as if it had not begun', async () => {
    const { drill } = await enqueue(0);
    await ledger.claim(drill.id, minute(1));
    await ledger.check(drill.id, 0, check('pass'));
    await ledger.handBack(drill.id);
    const back = await drills.get(drill.id);
    expect(back).toMatchObject({
      state: 'queued',
      startedAt: null,
      checkResults: [],
    });
    expect((await ledger.claim(drill.id, minute(2)))?.attempts).toBe(2);
  });

  it('cancels at once what waits, and tells the runner of what runs', async () => {
    const { drill: waiting } = await enqueue(0);
    expect(await requestCancel(knex, waiting.id, minute(1))).toBe('ended');
    expect((await drills.summary(waiting.id)).outcome).toBe('cancelled');

    const { drill: running } = await enqueue(2);
    await ledger.claim(running.id, minute(2));
    expect(await ledger.beat([running.id])).toEqual({
      cancelled: [],
      lost: [],
    });
    expect(await requestCancel(knex, running.id, minute(3))).toBe('requested');
    expect(await ledger.beat([running.id])).toEqual({
      cancelled: [running.id],
      lost: [],
    });

    await expect(
      requestCancel(knex, waiting.id, minute(4)),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });
});
