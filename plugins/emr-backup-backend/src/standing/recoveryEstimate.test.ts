import { facts, drill } from '../__testUtils__/facts';
import { recoveryEstimate } from './recoveryEstimate';

const timings = (load: number) => ({
  fetch: 60,
  open: 40,
  boot: 1,
  load,
  index: 9,
  verify: 1000,
  wipe: 1000,
  total: 2111 + load,
});
const artifact = (bytes: number) => ({
  name: 'backup.sql.gz',
  takenAt: '2026-11-20T23:00:00.000Z',
  bytes,
});
const estimate = (drills: Parameters<typeof facts>[0]) => {
  const known = facts(drills);
  known.job.spec.objectives = { rto: 'PT8H', allowance: 'PT1H' };
  return recoveryEstimate(known);
};

describe('the recovery estimate', () => {
  const tuned = drill(1, { timings: timings(90), artifact: artifact(2000) });

  it('is unknown before anything was proven', () => {
    expect(estimate({ drills: {} })).toEqual({
      seconds: null,
      rtoSeconds: 8 * 3600,
    });
  });

  it('says that it comes from a tuned server as long as nothing else was measured', () => {
    expect(estimate({ drills: { passed: tuned } })).toEqual({
      seconds: 60 + 40 + 1 + 90 + 9 + 3600,
      rtoSeconds: 8 * 3600,
      basis: 'tuned',
    });
  });

  it('is measured when the newest proof ran at default settings', () => {
    expect(
      estimate({ drills: { passed: tuned, measured: tuned } }),
    ).toMatchObject({ seconds: 3800, basis: 'measured' });
  });

  it('loads at the pace of the newest drill at default settings, for the size the backup has now', () => {
    const measured = drill(30, {
      id: 'measured',
      timings: timings(390),
      artifact: artifact(1000),
    });
    expect(estimate({ drills: { passed: tuned, measured } })).toMatchObject({
      seconds: 60 + 40 + 2 * (1 + 390 + 9) + 3600,
      basis: 'scaled',
    });
  });
});
