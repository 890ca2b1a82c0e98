import {
  artifact,
  copy,
  drill,
  facts,
  hoursAgo,
  knownJob,
  NOW,
} from '../__testUtils__/facts';
import { breachAt } from './breach';
import type { JobFacts } from './JobFacts';
import { judgeJob } from './judgeJob';

const job = (drillPolicy: object | undefined, every = 'P1D') =>
  knownJob({
    schedule: { every },
    grace: 'PT1H',
    drill: drillPolicy as { every: string },
  });
const breach = (more: Partial<JobFacts>) => breachAt(facts(more), NOW);
const inHours = (hours: number) => hoursAgo(-hours);

describe('when a job leaves its objectives', () => {
  it('is when its newest backup gets older than its schedule and grace allow', () => {
    expect(breach({ copies: [copy(artifact(10))] })).toBe(inHours(15));
  });

  it('is in the past for a backup that is overdue', () => {
    expect(breach({ copies: [copy(artifact(74))] })).toBe(hoursAgo(49));
  });

  it('is when its proof expires, where that is earlier', () => {
    const old = drill(30 * 24);
    expect(
      breach({
        copies: [copy(artifact(1))],
        drills: { judged: old, passed: old },
        job: job({ every: 'P30D' }, 'P7D'),
      }),
    ).toBe(inHours(24));
  });

  it('is when the first drill is due at the latest, for a job never judged', () => {
    expect(
      breach({
        copies: [],
        drills: {},
        job: knownJob(
          { drill: { every: 'P2D' } },
          { firstSeenAt: hoursAgo(30) },
        ),
      }),
    ).toBe(inHours(42));
  });

  it('was when a drill found the backup bad', () => {
    const failed = drill(3, { outcome: 'failed' });
    expect(breach({ drills: { judged: failed, passed: drill(90) } })).toBe(
      failed.startedAt,
    );
  });

  it('was when the hollow backup was taken', () => {
    const hollow = artifact(2, { hollow: true });
    expect(breach({ copies: [copy(hollow, artifact(20))] })).toBe(hoursAgo(2));
  });

  it('is not known where nothing is promised', () => {
    expect(
      breach({
        copies: [],
        drills: {},
        job: knownJob({ drill: undefined }),
      }),
    ).toBeNull();
  });

  it('ends the good standing at that very moment', () => {
    const healthy = facts({ copies: [copy(artifact(10))] });
    const at = Date.parse(breachAt(healthy, NOW) ?? '');
    expect(judgeJob(healthy, new Date(at - 1000)).standing).toBe('proven');
    expect(judgeJob(healthy, new Date(at + 1000)).standing).toBe('overdue');
  });
});
