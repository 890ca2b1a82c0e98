import { hoursAgo, knownJob, NOW } from '../__testUtils__/facts';
import { jobStrip, worstStrip } from './strip';

const strip = (more: Partial<Parameters<typeof jobStrip>[0]>) =>
  jobStrip(
    {
      job: knownJob(),
      firstObservedAt: hoursAgo(4 * 24),
      backups: [],
      drills: [],
      ...more,
    },
    NOW,
  );

describe('the strip of a job', () => {
  it('has 28 days that end today in the zone of the clinic', () => {
    const cells = strip({});
    expect(cells).toHaveLength(28);
    expect(cells[27].date).toBe('2026-11-22');
    const tokyo = strip({ job: knownJob({}, { timezone: 'Asia/Tokyo' }) });
    expect(tokyo[27].date).toBe('2026-11-23');
  });

  it('puts a backup on the local day it was taken', () => {
    // 03:00 UTC on the 21st is 22:00 on the 20th in Toronto.
    const cells = strip({
      backups: [{ takenAt: '2026-11-21T03:00:00.000Z', hollow: false }],
    });
    expect(cells[25]).toEqual({
      date: '2026-11-20',
      backup: 'observed',
      drill: null,
    });
    expect(cells[26].backup).not.toBe('observed');
  });

  it('says unknown before somebody looked, and missed after', () => {
    const cells = strip({});
    expect(cells[0].backup).toBe('unknown');
    expect(cells[22].backup).toBe('unknown');
    expect(cells.slice(23).map(cell => cell.backup)).toEqual([
      'missed',
      'missed',
      'missed',
      'missed',
      'missed',
    ]);
    expect(strip({ firstObservedAt: null })[27].backup).toBe('unknown');
  });

  it('tells a hollow backup from a missed one, and a good one of the same day outweighs it', () => {
    const hollow = { takenAt: hoursAgo(2), hollow: true };
    expect(strip({ backups: [hollow] })[27].backup).toBe('hollow');
    const good = { takenAt: hoursAgo(3), hollow: false };
    expect(strip({ backups: [hollow, good] })[27].backup).toBe('observed');
  });

  it('misses nothing on a day without a run', () => {
    const weekly = knownJob({ schedule: { every: 'P7D' } });
    const cells = strip({
      job: weekly,
      backups: [{ takenAt: hoursAgo(3 * 24), hollow: false }],
    });
    expect(cells.slice(24).map(cell => cell.backup)).toEqual([
      'observed',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('shows the last judged drill of a day, and an error only when nothing was judged', () => {
    const drills = [
      { outcome: 'failed', at: hoursAgo(5) },
      { outcome: 'passed', at: hoursAgo(3) },
      { outcome: 'error', at: hoursAgo(1) },
      { outcome: 'error', at: hoursAgo(25) },
      { outcome: 'cancelled', at: hoursAgo(49) },
    ];
    const cells = strip({ drills });
    expect(cells.slice(25).map(cell => cell.drill)).toEqual([
      null,
      'error',
      'passed',
    ]);
  });
});

describe('the strips of several jobs as one', () => {
  it('shows the worst of each day', () => {
    const one = strip({ backups: [{ takenAt: hoursAgo(2), hollow: false }] });
    const other = strip({
      backups: [{ takenAt: hoursAgo(2), hollow: true }],
      drills: [{ outcome: 'failed', at: hoursAgo(1) }],
    });
    expect(worstStrip([one, other])[27]).toEqual({
      date: '2026-11-22',
      backup: 'hollow',
      drill: 'failed',
    });
    expect(worstStrip([])).toEqual([]);
  });
});
