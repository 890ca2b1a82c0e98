import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  loadProfileCatalog,
  type SelfTestReport,
  type SelfTestResult,
} from '@emr-backup/plugin-emr-backup-node';
import type { Knex } from 'knex';
import { CustodyStore } from '../custody';
import { openDatabase } from '../database';
import { DrillLedger, DrillStore } from '../drills';
import { InventoryStore, type KnownJob } from '../inventory';
import { ObservationStore } from '../observation';
import { SelfTestRound } from '../rounds';
import { DrillPlaces } from '../runner';
import { JobReader } from '../standing';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob } from '../__testUtils__/facts';
import { SelfTestCandidates } from './SelfTestCandidates';
import { SelfTestRunner, type RunSelfTest } from './SelfTestRunner';
import { SelfTestStore } from './SelfTestStore';

jest.setTimeout(60_000);

const BEGIN = new Date('2026-11-22T12:00:00.000Z');
const hours = (count: number) => new Date(BEGIN.getTime() + count * 3_600_000);
const days = (count: number) => hours(count * 24);

const fault = (
  id: string,
  more: Partial<SelfTestResult> = {},
): SelfTestResult => ({
  id,
  title: 'A fault',
  expected: ['hollow'],
  status: 'caught',
  outcome: 'failed',
  reason: 'hollow',
  detail: 'Secret of row 7',
  ...more,
});
const missedFault = (id: string) =>
  fault(id, { status: 'missed', outcome: 'passed', reason: 'restored' });

const reportOf = (...faults: SelfTestResult[]): SelfTestReport => ({
  profile: 'oscar',
  control: { outcome: 'passed', reason: { code: 'restored', message: '' } },
  caught: faults.filter(({ status }) => status === 'caught').length,
  missed: faults.filter(({ status }) => status === 'missed').length,
  notMade: faults.filter(({ status }) => status === 'not-made').length,
  faults,
});

const CONTROL_FAILED: SelfTestReport = {
  ...reportOf(),
  control: { outcome: 'failed', reason: { code: 'rows-shrunk', message: '' } },
};

describe.each(DATABASES)('self-tests in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let store: SelfTestStore;
  let places: DrillPlaces;
  let runner: SelfTestRunner;
  let round: SelfTestRound;
  let ran: string[];
  let broken: Set<string>;
  const runSelfTest = jest.fn<
    ReturnType<RunSelfTest>,
    Parameters<RunSelfTest>
  >();
  const logger = mockServices.logger.mock();

  const makeRunner = (overStore: SelfTestStore, profiles: never) =>
    new SelfTestRunner({
      store: overStore,
      places,
      engines: [],
      checks: [],
      profiles,
      runSelfTest,
      requests: {
        prepare: async (job: KnownJob) => {
          ran.push(job.ref);
          const subject = { store: 'shelf', path: '*', location: null };
          return {
            subject,
            request: { artifact: { name: job.ref, files: [] } },
          };
        },
      },
      logger,
    });

  beforeEach(async () => {
    jest.clearAllMocks();
    runSelfTest
      .mockReset()
      .mockImplementation(async () => reportOf(fault('a')));
    ran = [];
    broken = new Set();
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const known = InventoryStore.create(knex);
    const drills = DrillStore.create(knex);
    const profiles = await loadProfileCatalog();
    const jobs = new JobReader({
      observations: ObservationStore.create(knex),
      drills,
      custody: CustodyStore.create(knex),
      schedules: async () => new Map(),
      problems:
        async () =>
        ({ ref }) =>
          broken.has(ref) ? [{ code: 'key-unavailable', message: 'No.' }] : [],
    });
    store = SelfTestStore.create(knex, 'host/1/own');
    places = new DrillPlaces(1);
    runner = makeRunner(store, profiles as never);
    const candidates = new SelfTestCandidates({
      jobs,
      drills,
      profiles,
      store,
    });
    round = new SelfTestRound({
      known,
      store,
      candidates,
      runner,
      everySeconds: 7 * 86_400,
    });
    const all = [
      knownJob({}, { ref: 'backupjob:default/slow' }),
      knownJob({}, { ref: 'backupjob:default/fast' }),
      knownJob({}, { ref: 'backupjob:default/bad' }),
      knownJob({}, { ref: 'backupjob:default/keyless' }),
      knownJob({}, { ref: 'backupjob:default/never' }),
    ];
    await known.replace({ clinics: [], servers: [], jobs: all }, BEGIN);
    const ledger = DrillLedger.create(knex, 'host/1/own');
    const drilled = async (
      name: string,
      outcome: 'passed' | 'failed',
      total: number,
    ) => {
      const job = all.find(({ ref }) => ref.endsWith(name));
      if (!job) throw new Error(name);
      const { drill } = await drills.enqueue(job, {
        startedBy: 'schedule',
        now: BEGIN,
      });
      await ledger.claim(drill.id, BEGIN);
      await ledger.finish(
        drill.id,
        { outcome, reason: { code: 'restored', message: 'So it ended.' } },
        BEGIN,
      );
      await knex('emr_drills')
        .where({ id: drill.id })
        .update({ timings: JSON.stringify({ total }) });
    };
    await drilled('slow', 'passed', 900);
    await drilled('fast', 'passed', 90);
    await drilled('bad', 'failed', 1);
    await drilled('keyless', 'passed', 1);
    broken.add('backupjob:default/keyless');
  });

  afterEach(() => runner.stop());

  /** Lets the round do its work, and what it started come to its end. */
  const roundAt = async (now: Date) => {
    await round.run(now);
    while (await store.active())
      await new Promise(resolve => setTimeout(resolve, 5));
  };
  /** The pipeline's clock is ours, the tests' is not: moves what ended to when it should have. */
  const endedAt = (now: Date) =>
    knex('emr_self_tests')
      .where('queued_at', now.toISOString())
      .update({ ended_at: now.toISOString() });

  it('break the backup of the job that was drilled fastest of those whose last drill passed', async () => {
    await roundAt(hours(1));
    expect(ran).toEqual(['backupjob:default/fast']);
    expect(runSelfTest.mock.calls[0][0].profile).toBe('oscar');
    const [status] = await store.newestPerProfile();
    expect(status.newest).toMatchObject({
      profile: 'oscar',
      job: { ref: 'backupjob:default/fast' },
      state: 'finished',
      startedBy: 'schedule',
      caught: 1,
      missed: 0,
      error: null,
    });
    expect(status.proof).toEqual(status.newest);
  });

  it('are made again when their time has come, not before', async () => {
    await roundAt(hours(1));
    await endedAt(hours(1));
    await roundAt(days(6));
    expect(ran).toHaveLength(1);
    await roundAt(days(8));
    expect(ran).toHaveLength(2);
  });

  it('whose control does not pass prove nothing, and are tried later with another job', async () => {
    runSelfTest.mockImplementationOnce(async () => CONTROL_FAILED);
    await roundAt(hours(1));
    const [status] = await store.newestPerProfile();
    expect(status.proof).toBeNull();
    expect(status.newest.error).toBe(
      'The good backup itself did not pass its drill (failed: rows-shrunk), so nothing is proven either way.',
    );
    expect(await store.evidence('oscar')).toBeNull();
    await roundAt(hours(2));
    expect(ran).toHaveLength(1);
    await roundAt(hours(8));
    expect(ran).toEqual(['backupjob:default/fast', 'backupjob:default/slow']);
    expect((await store.newestPerProfile())[0].proof?.caught).toBe(1);
  });

  it('that end by an unknown exception tell its class alone', async () => {
    runSelfTest.mockImplementationOnce(async () => {
      throw new TypeError('Secret of row 7');
    });
    await roundAt(hours(1));
    expect((await store.newestPerProfile())[0].newest.error).toBe(
      'The self-test ended by an unexpected TypeError.',
    );
  });

  it('warn once when faults slip through, by name, and keep no detail', async () => {
    runSelfTest.mockImplementationOnce(async () =>
      reportOf(
        fault('a'),
        missedFault('schema-only'),
        missedFault('mojibake'),
        fault('b', { status: 'not-made', outcome: null, reason: null }),
      ),
    );
    await roundAt(hours(1));
    const sentence =
      'The self-test of the profile "oscar" with a backup of backupjob:default/fast did not catch: schema-only (passed), mojibake (passed).';
    expect(logger.warn.mock.calls).toEqual([[sentence]]);
    const [{ newest }] = await store.newestPerProfile();
    expect(newest).toMatchObject({ caught: 1, missed: 2, notMade: 1 });
    expect(newest.faults[1]).toEqual({
      id: 'schema-only',
      status: 'missed',
      outcome: 'passed',
      reason: 'restored',
    });
    expect(JSON.stringify(await knex('emr_self_tests'))).not.toContain(
      'Secret',
    );
  });

  it('that a shutdown interrupts are forgotten, though their drills look like misses', async () => {
    let begun: () => void = () => {};
    const running = new Promise<void>(resolve => {
      begun = resolve;
    });
    runSelfTest.mockImplementationOnce(async (_, { signal }) => {
      begun();
      await new Promise<void>(resolve =>
        signal?.addEventListener('abort', () => resolve()),
      );
      return reportOf(fault('a', { status: 'missed', outcome: 'cancelled' }));
    });
    await round.run(hours(1));
    await running;
    expect((await store.active())?.state).toBe('running');
    await runner.stop();
    expect(await knex('emr_self_tests')).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('that wait for a place at shutdown are forgotten', async () => {
    let free: () => void = () => {};
    const drill = places.use(
      () =>
        new Promise<void>(resolve => {
          free = resolve;
        }),
    );
    await round.run(hours(1));
    expect((await store.active())?.state).toBe('queued');
    const stopped = runner.stop();
    places.close();
    await stopped;
    expect(await knex('emr_self_tests')).toEqual([]);
    expect(ran).toEqual([]);
    free();
    expect(await drill).toBe(true);
  });

  it('wait for a drill and let drills that wait have their turn between two faults', async () => {
    const order: string[] = [];
    let drill: Promise<boolean> | undefined;
    runSelfTest.mockImplementationOnce(async (_, __, onFault) => {
      drill = places.use(async () => {
        order.push('drill');
      });
      order.push('first fault');
      await onFault?.(fault('a'));
      order.push('second fault');
      return reportOf(fault('a'), fault('b'));
    });
    await roundAt(hours(1));
    expect(await drill).toBe(true);
    expect(order).toEqual(['first fault', 'drill', 'second fault']);
  });

  it('run one at a time, over all replicas', async () => {
    const other = SelfTestStore.create(knex, 'elsewhere/2/other');
    const job = knownJob();
    const asked = await Promise.all(
      [store, other, store, other].map((each, index) =>
        each.begin(`p${index}`, job, { startedBy: 'schedule', now: BEGIN }),
      ),
    );
    expect(asked.filter(({ created }) => created)).toHaveLength(1);
    const candidate = { profile: 'another', job };
    await expect(
      runner.start(candidate, { startedBy: 'schedule', now: BEGIN }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('whose process died end as a test that proves nothing', async () => {
    const dead = SelfTestStore.create(knex, 'elsewhere/2/dead');
    const { selfTest } = await dead.begin('oscar', knownJob(), {
      startedBy: 'schedule',
      now: BEGIN,
    });
    expect(await store.endLost(new Date(BEGIN.getTime() + 60_000))).toBe(
      undefined,
    );
    await round.run(hours(1));
    expect(await store.get(selfTest.id)).toMatchObject({
      state: 'finished',
      error: 'The process that ran this self-test stopped before its end.',
    });
    await dead.finish(
      selfTest.id,
      { caught: 9, missed: 0, notMade: 0, faults: [], error: null },
      hours(2),
    );
    expect((await store.get(selfTest.id)).caught).toBe(0);
  });
});
