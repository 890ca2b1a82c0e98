import type { Standing } from '@emr-backup/plugin-emr-backup-common';
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
import { judgeJob } from './judgeJob';

const failed = (ageHours: number) =>
  drill(ageHours, {
    outcome: 'failed',
    reason: {
      code: 'hollow',
      message: 'The newest backup is empty (a 20-byte gzip of nothing).',
    },
    dataAgeSeconds: null,
  });
const error = (ageHours: number) =>
  drill(ageHours, {
    outcome: 'error',
    reason: { code: 'scratch-full', message: 'The disk is full.' },
  });
const hollow = artifact(1, { hollow: true, bytes: 20 });

const cases: [string, Partial<JobFacts>, Standing, string[], RegExp?][] = [
  [
    'a proven job',
    {},
    'proven',
    ['proven'],
    /^Restored and checked on 22 Nov: 12 checks passed\.$/,
  ],
  [
    'a job whose last drill failed',
    { drills: { last: failed(5), judged: failed(5), passed: drill(30) } },
    'failing',
    ['hollow'],
    /^Drill of 22 Nov failed: the newest backup is empty \(a 20-byte gzip of nothing\)\.$/,
  ],
  [
    'a job that passed again after a failure',
    { drills: { last: drill(2), judged: drill(2), passed: drill(2) } },
    'proven',
    ['proven'],
  ],
  [
    'a proven job with an error since',
    { drills: { last: error(1), judged: drill(5), passed: drill(5) } },
    'proven',
    ['proven'],
  ],
  [
    'a job with nothing but errors',
    { drills: { last: error(1) } },
    'unproven',
    ['never-proven'],
  ],
  [
    'a proven job whose newest backup is hollow',
    { copies: [copy(hollow, artifact(6))] },
    'failing',
    ['hollow'],
    /emr\.sql\.gz of 22 Nov, holds nothing \(20 bytes\)/,
  ],
  [
    'a job with a hollow backup and no other',
    { copies: [copy(hollow)], drills: {} },
    'failing',
    ['hollow', 'never-proven'],
  ],
  [
    'a job whose failed drill was about the same hollow backup',
    {
      copies: [copy(hollow)],
      drills: { last: failed(1), judged: failed(1), passed: drill(50) },
    },
    'failing',
    ['hollow'],
  ],
  [
    'a job whose backup is older than schedule and grace',
    { copies: [copy(artifact(74))] },
    'overdue',
    ['backup-overdue'],
    /^Newest backup is 3 d 2 h old; 1 d 1 h is allowed\.$/,
  ],
  [
    'a job whose backup is within its grace',
    { copies: [copy(artifact(24.5))] },
    'proven',
    ['proven'],
  ],
  [
    'a weekday job on a Sunday',
    {
      job: knownJob({ schedule: { cron: '1 23 * * 1-5' } }),
      copies: [copy(artifact(37))],
    },
    'proven',
    ['proven'],
  ],
  [
    'a nightly cron job that missed Saturday',
    {
      job: knownJob({ schedule: { cron: '1 23 * * *' } }),
      copies: [copy(artifact(37))],
    },
    'overdue',
    ['backup-overdue'],
  ],
  [
    'a job whose store holds nothing',
    { copies: [copy(null)], drills: {} },
    'overdue',
    ['backup-missing', 'never-proven'],
    /^No backup lies in the store "shelf" at "\*"\.$/,
  ],
  [
    'a job whose store was never reached',
    {
      copies: [
        { ...copy(null), firstObservedAt: null, problem: 'It is down.' },
      ],
      drills: {},
    },
    'unproven',
    ['never-proven'],
  ],
  [
    'a job nobody looked at yet',
    { copies: [undefined], drills: {} },
    'unproven',
    ['never-proven'],
  ],
  [
    'a job whose proof is too old',
    {
      drills: {
        last: drill(32 * 24),
        judged: drill(32 * 24),
        passed: drill(32 * 24),
      },
    },
    'overdue',
    ['proof-overdue'],
    /^Last proven restore is 32 d old; 30 d is allowed\.$/,
  ],
  [
    'a job whose proof waits for its window',
    {
      drills: {
        last: drill(30.5 * 24),
        judged: drill(30.5 * 24),
        passed: drill(30.5 * 24),
      },
    },
    'proven',
    ['proven'],
  ],
  [
    'a job without a policy and an old proof',
    {
      job: knownJob({ drill: undefined }),
      drills: {
        last: drill(90 * 24),
        judged: drill(90 * 24),
        passed: drill(90 * 24),
      },
    },
    'overdue',
    ['proof-overdue'],
  ],
  [
    'a job that no drill has judged within its policy',
    {
      job: knownJob({}, { firstSeenAt: hoursAgo(40 * 24) }),
      drills: { last: error(2) },
    },
    'overdue',
    ['drill-overdue', 'never-proven'],
  ],
  [
    'a job whose proven content was older than the objective',
    {
      job: knownJob({ objectives: { rpo: 'PT4H' } }),
      drills: {
        judged: drill(5, { dataAgeSeconds: 20 * 3600 }),
        passed: drill(5, { dataAgeSeconds: 20 * 3600 }),
      },
    },
    'overdue',
    ['data-too-old'],
    /^The newest record in the proven backup was 18 h older than the backup; 4 h is allowed\.$/,
  ],
  [
    'a job that was drilled hours after the backup was taken',
    {
      job: knownJob({ objectives: { rpo: 'PT4H' } }),
      drills: {
        judged: drill(5, { dataAgeSeconds: 5 * 3600 }),
        passed: drill(5, { dataAgeSeconds: 5 * 3600 }),
      },
    },
    'proven',
    ['proven'],
  ],
  [
    'a job of a hosted EMR',
    {
      job: knownJob({ copies: [] }, { hosting: 'saas' }),
      copies: [],
      drills: {},
    },
    'unproven',
    ['vendors-word'],
  ],
  [
    'a proven job with a problem in app-config',
    { problems: [{ code: 'key-unavailable', message: 'The key is gone.' }] },
    'proven',
    ['proven', 'key-unavailable'],
  ],
  [
    'a job whose schedule cannot be read',
    { job: knownJob({ schedule: { cron: 'now and then' } }) },
    'proven',
    ['proven'],
  ],
];

describe('the standing of a job', () => {
  it.each(cases)('of %s', (_, given, standing, codes, message = /./) => {
    const judged = judgeJob(facts(given), NOW);
    expect(judged.standing).toBe(standing);
    expect(judged.reasons.map(reason => reason.code)).toEqual(codes);
    expect(judged.reasons[0].message).toMatch(message);
  });

  it('is decided by the first copy off site', () => {
    const job = knownJob({
      copies: [
        { store: 'here', path: '*' },
        { store: 'far', path: '*', offsite: true },
      ],
    });
    const given = { job, copies: [copy(artifact(1)), copy(artifact(100))] };
    expect(judgeJob(facts(given), NOW).standing).toBe('overdue');
  });
});
