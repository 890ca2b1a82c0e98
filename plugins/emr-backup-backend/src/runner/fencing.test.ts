import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  drillLogEntry,
  type CheckResult,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import { loadProfileCatalog } from '@emr-backup/plugin-emr-backup-node';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob } from '../__testUtils__/facts';
import { openDatabase } from '../database';
import {
  DrillLedger,
  DrillStore,
  waitingPhases,
  type DrillEnding,
} from '../drills';
import { DrillRunner, type RunDrill } from './DrillRunner';
import { endLostDrills } from './lostDrills';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-22T12:00:00.000Z');

const checkOf = (status: CheckResult['status']): CheckResult => ({
  id: 'core-tables',
  title: 'Core tables',
  status,
  value: null,
  expected: null,
  detail: `Judged as ${status}.`,
});
const report: DrillReport = {
  outcome: 'failed',
  tier: 'full',
  tuning: 'throwaway',
  reason: { code: 'truncated', message: 'The backup is cut.' },
  artifact: { files: [], format: ['mysqldump'], takenAt: null },
  engine: null,
  profile: null,
  checks: [checkOf('fail')],
  counts: { tables: 0, rows: {} },
  schema: null,
  newestRecord: null,
  dataAgeSeconds: 5,
  documents: null,
  landed: [],
  timings: {
    fetch: 1,
    open: 1,
    boot: 1,
    load: 1,
    index: 1,
    verify: 1,
    wipe: 1,
    total: 7,
  },
  notProven: [],
  wiped: true,
  asOf: NOW.toISOString(),
};
const failed: DrillEnding = {
  outcome: 'failed',
  reason: report.reason,
  report,
};

/** Resolves when the test says so: the moment a frozen process goes on. */
function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { passed, open };
}

describe.each(DATABASES)('a runner whose lease was taken over, in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let drills: DrillStore;
  /** Of the process that froze. */
  let frozen: DrillLedger;
  /** Of the one that goes on with its drill. */
  let second: DrillLedger;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    drills = DrillStore.create(knex);
    frozen = DrillLedger.create(knex, 'elsewhere/7/one/x');
    // As after a pause so long that the name of the process was given again: the lease alone tells them apart.
    second = DrillLedger.create(knex, 'elsewhere/7/one/x');
  });

  const queued = async () =>
    (await drills.enqueue(knownJob(), { startedBy: 'schedule', now: NOW }))
      .drill.id;
  /** Everything a drill left in the database. */
  const written = async () => ({
    drills: await knex('emr_drills').orderBy('queued_at').orderBy('id'),
    checks: await knex('emr_drill_checks').orderBy('drill_id'),
    reports: await knex('emr_drill_reports').orderBy('drill_id'),
    log: await knex('emr_drill_log').orderBy('drill_id').orderBy('number'),
  });
  /** Another attempt of the very same drill begins, and gets somewhere. */
  const takeOver = async (drill: string) => {
    await knex('emr_drills')
      .where({ id: drill })
      .update({ state: 'queued', lease: null, runner: null });
    await second.claim(drill, NOW);
    await second.phases(drill, []);
    await second.check(drill, 0, checkOf('pass'));
    await second.log(drill, [drillLogEntry('wiped', { seconds: 1 })]);
  };
  /** The silence is noticed: the drill ends as `runner-lost`, and its repetition begins. */
  const giveUp = async (drill: string) => {
    await knex('emr_drills')
      .where({ id: drill })
      .update({ heartbeat_at: '2020-01-01T00:00:00.000Z' });
    const [{ retry }] = await endLostDrills(knex, 'here/1/own/y', {
      lostAfterSeconds: 60,
      retries: 1,
    });
    await second.claim(retry ?? '', NOW);
    await second.check(retry ?? '', 0, checkOf('pass'));
  };

  describe.each([
    ['by another attempt of the same drill', takeOver],
    ['because the drill was given up for lost', giveUp],
  ])('%s', (_, lose) => {
    it.each<[string, (ledger: DrillLedger, drill: string) => Promise<unknown>]>(
      [
        ['its outcome', (ledger, drill) => ledger.finish(drill, failed, NOW)],
        [
          'an outcome without evidence',
          (ledger, drill) =>
            ledger.finish(
              drill,
              { outcome: 'error', reason: report.reason },
              NOW,
            ),
        ],
        ['a phase', (ledger, drill) => ledger.phases(drill, waitingPhases())],
        ['a check', (ledger, drill) => ledger.check(drill, 0, checkOf('fail'))],
        [
          'another check',
          (ledger, drill) => ledger.check(drill, 7, checkOf('fail')),
        ],
        [
          'a line of its log',
          (ledger, drill) => ledger.log(drill, [drillLogEntry('kept')]),
        ],
        [
          'what it works on',
          (ledger, drill) =>
            ledger.subject(drill, { store: 'x', path: 'x', location: 'x' }),
        ],
        ['a heartbeat', (ledger, drill) => ledger.beat([drill])],
        [
          'that it hands the drill back',
          (ledger, drill) => ledger.handBack(drill),
        ],
      ],
    )('cannot write %s', async (_what, write) => {
      const drill = await queued();
      await frozen.claim(drill, NOW);
      await lose(drill);
      const before = await written();
      await write(frozen, drill);
      expect(await written()).toEqual(before);
    });

    it('is told by its heartbeat', async () => {
      const drill = await queued();
      await frozen.claim(drill, NOW);
      expect(await frozen.beat([drill])).toEqual({ cancelled: [], lost: [] });
      await lose(drill);
      expect(await frozen.beat([drill])).toEqual({
        cancelled: [],
        lost: [drill],
      });
    });

    it('neither writes nor tells anything when it goes on in the middle of its drill', async () => {
      const drill = await queued();
      const asleep = gate();
      const wakes = gate();
      const run: RunDrill = async (_request, { onEvent }) => {
        onEvent?.({ type: 'phase', phase: 'load', state: 'running' });
        asleep.open();
        await wakes.passed;
        onEvent?.({ type: 'phase', phase: 'load', state: 'done', seconds: 9 });
        onEvent?.({ type: 'phase', phase: 'verify', state: 'running' });
        onEvent?.({ type: 'log', line: drillLogEntry('kept') });
        onEvent?.({ type: 'check', result: checkOf('fail') });
        return report;
      };
      const told: string[] = [];
      const standings: string[] = [];
      const runner = new DrillRunner({
        ledger: frozen,
        inventory: { job: async () => knownJob() },
        requests: {
          prepare: async () => ({
            request: { artifact: { name: 'emr.sql', files: [] } },
            subject: { store: 'shelf', path: '*', location: null },
          }),
        },
        engines: [],
        checks: [],
        profiles: await loadProfileCatalog(),
        runDrill: run,
        news: {
          tell: async ({ drillId, state }) => {
            told.push(`${drillId} ${state}`);
          },
        },
        logger: mockServices.logger.mock(),
        host: 'winnipeg',
        lostAfterSeconds: 60,
        onFinished: async jobRef => {
          standings.push(jobRef);
        },
      });
      const running = runner.run({
        drillId: drill,
        jobRef: knownJob().ref,
        pool: 'default',
        engine: null,
      });
      await asleep.passed;
      while (told.length < 2)
        await new Promise(resolve => setTimeout(resolve, 5));
      await lose(drill);
      const before = await written();
      const toldBefore = [...told];
      wakes.open();
      await running;
      expect(await written()).toEqual(before);
      expect(told).toEqual(toldBefore);
      expect(standings).toEqual([]);
    });
  });

  it('cannot slip a check or a line in while the lease is being taken over', async () => {
    const drill = await queued();
    await frozen.claim(drill, NOW);
    const slipped = await knex.transaction(async trx => {
      await trx('emr_drills')
        .where({ id: drill })
        .update({ lease: 'of-another' });
      const late = Promise.all([
        frozen.check(drill, 0, checkOf('fail')),
        frozen.log(drill, [drillLogEntry('kept')]),
      ]);
      // It waits for the row, or on SQLite for the connection.
      await new Promise(resolve => setTimeout(resolve, 300));
      return { late };
    });
    await slipped.late;
    expect(await knex('emr_drill_checks')).toEqual([]);
    expect(await knex('emr_drill_log')).toEqual([]);
  });
});
