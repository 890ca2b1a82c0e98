import { ago, sampleDrill } from '../../dev/sampleStatus';
import { recordOf } from './useVendorRecord';

const DAY = 86_400;
const since = Date.now() - 90 * DAY * 1000;
const other = { ref: 'backupjob:default/other', title: 'Other' };

describe('recordOf', () => {
  it('counts finished drills by outcome, worst job first', () => {
    const failed = { outcome: 'failed' as const };
    expect(
      recordOf(
        [
          sampleDrill(),
          sampleDrill(failed),
          sampleDrill({ ...failed, job: other }),
          sampleDrill({ ...failed, job: other }),
          sampleDrill({ outcome: 'error' }),
          sampleDrill({ outcome: 'cancelled' }),
        ],
        since,
      ),
    ).toEqual({
      passed: 1,
      failed: 3,
      error: 1,
      worst: [
        { job: other, failed: 2 },
        { job: sampleDrill().job, failed: 1 },
      ],
    });
  });

  it('leaves out what is older, and what still runs', () => {
    expect(
      recordOf(
        [
          sampleDrill({ endedAt: ago(91 * DAY) }),
          sampleDrill({ endedAt: null, state: 'running', outcome: null }),
        ],
        since,
      ),
    ).toMatchObject({ passed: 0, failed: 0, error: 0, worst: [] });
  });
});
