import type { JobStatus } from '@emr-backup/plugin-emr-backup-common';
import {
  artifact,
  copy,
  drill,
  facts,
  knownJob,
  NOW,
} from '../__testUtils__/facts';
import { clinicRow } from './clinicRow';
import type { JobFacts } from './JobFacts';
import { jobStatus } from './jobStatus';

const record = {
  ref: 'clinic:default/lakeside',
  title: 'Lakeside',
  owner: 'group:default/it-west',
  region: null,
  timezone: 'America/Toronto',
  size: 4,
  search: '',
  operators: [],
  suppliers: [],
  hostings: [],
  products: [],
};
const status = (title: string, more: Partial<JobFacts> = {}): JobStatus =>
  jobStatus(facts({ job: knownJob({}, { title }), ...more }), [], NOW);

const proven = status('Database');
const overdue = status('Documents', { copies: [copy(artifact(74))] });

describe('the row of a clinic', () => {
  it('stands as its worst job, and says which', () => {
    const row = clinicRow(record, [proven, overdue], NOW);
    expect(row.standing).toBe('overdue');
    expect(row.reasons.map(reason => reason.message)).toEqual([
      'Documents: Newest backup is 3 d 2 h old; 1 d 1 h is allowed.',
    ]);
    expect(row.backupAge.overdue).toBe(true);
  });

  it('is unproven without a job', () => {
    const row = clinicRow(record, [], NOW);
    expect(row.standing).toBe('unproven');
    expect(row.reasons[0].code).toBe('no-backup-job');
    expect(row.strip).toHaveLength(28);
  });

  it('is proven since the oldest proof, and not at all while one job is not', () => {
    const older = status('Older', {
      drills: { judged: drill(50), passed: drill(50) },
    });
    const never = status('Never', { drills: {} });
    expect(clinicRow(record, [proven, older], NOW).lastProven?.drillId).toBe(
      'drill-50',
    );
    expect(clinicRow(record, [proven, never], NOW).lastProven).toBeNull();
  });
});

describe('the status of a job', () => {
  it('estimates the recovery from the last proof and the allowance', () => {
    const timings = {
      fetch: 10,
      open: 5,
      boot: 1,
      load: 80,
      index: 4,
      verify: 20,
      wipe: 3,
      total: 123,
    };
    const passed = drill(5, { timings });
    const { recoveryEstimate } = status('Database', {
      job: knownJob({ objectives: { rto: 'PT8H', allowance: 'PT1H' } }),
      drills: { judged: passed, passed },
    });
    expect(recoveryEstimate).toEqual({
      seconds: 3700,
      rtoSeconds: 8 * 3600,
      basis: 'tuned',
    });
  });

  it('takes the proof from a copy when a later drill failed', () => {
    const failed = drill(1, { outcome: 'failed' });
    expect(proven.copies[0].proved).toBe(true);
    expect(
      status('Database', { drills: { judged: failed, passed: drill(5) } })
        .copies[0].proved,
    ).toBe(false);
  });
});
