import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import type { Engine } from './FaultRow';
import { faults, goodBackups } from './table';
import type { Workshop } from './Workshop';

/** Drills every row of one engine's tables and holds each to its word. */
export function drillEveryRow(engine: Engine, workshop: () => Workshop) {
  describe('A fault', () => {
    it.each(faults.filter(fault => fault.engine === engine))(
      '$id is $outcome, $reason',
      async fault => {
        await workshop().make(fault);
        const report = await workshop().drill(fault);
        expect(verdict(report)).toMatchObject({
          outcome: fault.outcome,
          reason: { code: fault.reason },
          wiped: true,
        });
        await workshop().leave(fault.id);
      },
    );
  });

  describe('A good backup', () => {
    it.each(goodBackups.filter(good => good.engine === engine))(
      '$id passes',
      async good => {
        await workshop().make(good);
        const report = await workshop().drill(good);
        expect(verdict(report)).toMatchObject({
          outcome: 'passed',
          failed: [],
          wiped: true,
        });
        expect(report.artifact.format.join(' > ')).toBe(good.format);
        await workshop().leave(good.id);
      },
    );
  });

  it('leaves no scratch behind', async () => {
    expect(await workshop().leftovers()).toEqual([]);
  });
}

/** What a failed expectation should show. */
const verdict = (report: DrillReport) => ({
  outcome: report.outcome,
  reason: report.reason,
  failed: report.checks.filter(check => check.status === 'fail'),
  wiped: report.wiped,
});
