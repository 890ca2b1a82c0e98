import type { CopyFacts } from '../observation';
import {
  artifact,
  copy,
  drill,
  facts,
  hoursAgo,
  knownJob,
  NOW,
} from '../__testUtils__/facts';
import type { JobFacts } from './JobFacts';
import { worriesOf } from './worries';

const REF = 'backupjob:default/lakeside';
const toronto = { store: 'toronto', path: 'a/*', offsite: true };
const montreal = { store: 'montreal', path: 'b/*', offsite: true };
const twoPlaces = knownJob({ copies: [toronto, montreal] });

const seen = (
  where: { store: string; path: string },
  ageHours: number,
  more: Partial<CopyFacts> = {},
  artifactMore = {},
): CopyFacts => ({
  ...copy(artifact(ageHours, artifactMore)),
  store: where.store,
  path: where.path,
  ...more,
});
const unreachable = {
  problem: 'The store "toronto" cannot be reached: its host did not answer.',
  problemCode: 'store-unreachable',
  problemSince: hoursAgo(3),
};

const worries = (given: Partial<JobFacts>) => worriesOf(facts(given), NOW);
const causes = (given: Partial<JobFacts>) =>
  worries(given).map(worry => `${worry.kind} ${worry.cause}`);

describe('the worries of a job', () => {
  it('are none when its newest backup is fresh, whole and proven', () => {
    expect(worries({})).toEqual([]);
  });

  it('tell since when a backup is late, once a look has shown that none came', () => {
    const late = { copies: [copy(artifact(26))] };
    expect(worries(late)).toEqual([
      {
        kind: 'backup-late',
        cause: `job:${REF}:late:shelf/*`,
        since: hoursAgo(1),
        message:
          'The newest backup in "shelf" is 1 d 2 h old; 1 d 1 h is allowed.',
      },
    ]);
    const notLookedSince = { ...copy(artifact(26)), observedAt: hoursAgo(1.5) };
    expect(worries({ copies: [notLookedSince] })).toEqual([]);
  });

  it('blame a store nobody can reach once, and no job for what cannot be seen', () => {
    const dead = { ...copy(artifact(40)), ...unreachable };
    expect(worries({ copies: [dead] })).toEqual([
      {
        kind: 'store-unreachable',
        cause: 'store:shelf',
        since: hoursAgo(3),
        message: unreachable.problem,
        store: 'shelf',
      },
    ]);
    const other = knownJob({}, { ref: 'backupjob:default/other' });
    expect(causes({ job: other, copies: [dead] })).toEqual(
      causes({ copies: [dead] }),
    );
  });

  it('keep a glob that is refused apart from a store that is down', () => {
    const refused = {
      ...copy(null),
      problem: '"x" is a link that leads out of the store, and is refused.',
      problemCode: 'refused',
    };
    expect(causes({ copies: [refused] })).toEqual([
      `store-unreachable job:${REF}:unreadable:shelf/*`,
    ]);
  });

  it('give a new job the time of its first run before its backup is missing', () => {
    const empty = (hours: number, more: Partial<CopyFacts> = {}) => ({
      copies: [{ ...copy(null), firstObservedAt: hoursAgo(hours), ...more }],
    });
    expect(worries(empty(20))).toEqual([]);
    expect(causes(empty(26))).toEqual([
      `backup-missing job:${REF}:missing:shelf/*`,
    ]);
    // Somebody deleted them all.
    const [emptied] = worries(empty(20, { emptiedAt: hoursAgo(0.2) }));
    expect(emptied).toMatchObject({
      kind: 'backup-missing',
      since: hoursAgo(0.2),
    });
  });

  it('name the newest backup when it is hollow or shrunk', () => {
    expect(
      worries({ copies: [copy(artifact(2, { hollow: true, bytes: 20 }))] }),
    ).toEqual([
      expect.objectContaining({
        kind: 'hollow',
        since: hoursAgo(2),
        message:
          'The newest backup in "shelf", emr.sql.gz of 22 Nov, holds nothing (20 bytes).',
      }),
    ]);
    expect(causes({ copies: [copy(artifact(2, { shrunk: true }))] })).toEqual([
      `shrunk job:${REF}:shrunk:shelf/*`,
    ]);
  });

  it('say of two copies that lack the same what they say of the drilled one alone', () => {
    const both = [seen(toronto, 30), seen(montreal, 30)];
    expect(causes({ job: twoPlaces, copies: both })).toEqual([
      `backup-late job:${REF}:late:toronto/a/*`,
    ]);
    const second = [seen(toronto, 2), seen(montreal, 30)];
    expect(causes({ job: twoPlaces, copies: second })).toEqual([
      `backup-late job:${REF}:late:montreal/b/*`,
    ]);
    const secondOnly = [seen(toronto, 2, unreachable), seen(montreal, 30)];
    expect(causes({ job: twoPlaces, copies: secondOnly })).toEqual([
      'store-unreachable store:toronto',
      `backup-late job:${REF}:late:montreal/b/*`,
    ]);
  });

  it('name the copy that differs from the drilled one', () => {
    const differing = [
      seen(toronto, 2, {}, { digests: ['sha256:aa'] }),
      seen(montreal, 2, {}, { digests: ['sha256:bb'] }),
    ];
    expect(worries({ job: twoPlaces, copies: differing })).toEqual([
      {
        kind: 'copies-differ',
        cause: `job:${REF}:differs:montreal/b/*`,
        since: hoursAgo(2),
        message:
          'A backup of one name is not the same in "montreal" and in "toronto", which is drilled.',
      },
    ]);
  });

  it('do not count a replica as a backup, but tell when it is out of reach', () => {
    const replica = { ...montreal, role: 'replica' as const };
    const job = knownJob({ copies: [toronto, replica] });
    const stale = [seen(toronto, 2), seen(montreal, 300)];
    expect(worries({ job, copies: stale })).toEqual([]);
    const gone = [seen(toronto, 2), seen(montreal, 2, unreachable)];
    expect(causes({ job, copies: gone })).toEqual([
      'store-unreachable store:montreal',
    ]);
  });

  it('judge a carried medium by its custody log alone', () => {
    const carried = { ...montreal, custody: { every: 'P7D' } };
    const job = knownJob({ copies: [toronto, carried] });
    const copies = [seen(toronto, 2), seen(montreal, 300, unreachable)];
    const custody = (missedSince: string | null) => [
      null,
      { lastAt: hoursAgo(300), nextDueAt: hoursAgo(132), missedSince },
    ];
    expect(worries({ job, copies, custody: custody(null) })).toEqual([]);
    expect(worries({ job, copies, custody: custody(hoursAgo(108)) })).toEqual([
      {
        kind: 'custody-missed',
        cause: `job:${REF}:custody:montreal/b/*`,
        since: hoursAgo(108),
        message:
          'The medium of "montreal" did not change hands when it was due.',
      },
    ]);
  });

  it('of jobs with one key that is gone have one cause', () => {
    const problems = [{ code: 'key-unavailable', message: 'The key is gone.' }];
    expect(
      causes({ job: knownJob({ key: 'lakeside-oscar' }), problems }),
    ).toEqual(['key-missing key:lakeside-oscar']);
  });

  it('tell a failed drill at once, an error only when it repeats', () => {
    const failed = drill(5, { outcome: 'failed' });
    expect(
      worries({ drills: { last: failed, judged: failed } }).map(w => [
        w.kind,
        w.drillId,
      ]),
    ).toEqual([['drill-failed', 'drill-5']]);
    const error = drill(1, {
      outcome: 'error',
      reason: { code: 'scratch-full', message: 'The disk is full.' },
    });
    const passed = drill(9);
    const drills = { last: error, judged: passed, passed };
    expect(worries({ drills: { ...drills, errorsInARow: 1 } })).toEqual([]);
    expect(worries({ drills: { ...drills, errorsInARow: 3 } })).toEqual([
      {
        kind: 'drill-error',
        cause: `job:${REF}:drill-error`,
        since: hoursAgo(1),
        message:
          '3 drills in a row could not judge the backup. The newest said: The disk is full.',
        drillId: 'drill-1',
      },
    ]);
  });

  it('tell since when a drill is overdue', () => {
    const old = drill(40 * 24);
    expect(
      worries({ drills: { last: old, judged: old, passed: old } }),
    ).toMatchObject([{ kind: 'drill-overdue', since: hoursAgo(9 * 24) }]);
    const waiting = {
      job: knownJob({}, { firstSeenAt: hoursAgo(32 * 24) }),
      drills: {},
    };
    expect(worries(waiting)).toMatchObject([
      { kind: 'drill-overdue', since: hoursAgo(24) },
    ]);
  });

  it("are the vendor's word alone when nobody here could restore anything", () => {
    const replicas = knownJob({ copies: [{ ...toronto, role: 'mirror' }] });
    for (const job of [knownJob({ copies: [] }), replicas])
      expect(causes({ job, copies: [undefined] })).toEqual([
        `vendors-word job:${REF}:vendors-word`,
      ]);
  });
});
