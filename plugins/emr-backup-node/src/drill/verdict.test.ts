import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import { BackupFault, DrillFault } from '../contracts';
import { verdictOfChecks, verdictOfFault } from './verdict';

const check = (
  status: CheckResult['status'],
  reason?: CheckResult['reason'],
): CheckResult => ({
  id: reason ?? status,
  title: 'A check',
  status,
  value: 1,
  expected: 1,
  detail: `because of ${reason}`,
  reason,
});

describe('verdictOfChecks', () => {
  it('passes when every check held, was warned of or was not asked', () => {
    expect(
      verdictOfChecks([check('pass'), check('warn'), check('skip')]),
    ).toMatchObject({ outcome: 'passed', reason: { code: 'restored' } });
  });

  it.each(['quick', 'data'] as const)(
    'says of the tier %s that it restored in part and proves nothing',
    tier => {
      expect(verdictOfChecks([check('pass')], tier)).toEqual({
        outcome: 'passed',
        reason: {
          code: 'restored-in-part',
          message: `The backup was restored in part and all 1 checks of the tier ${tier} held; only a full drill proves a restore.`,
        },
      });
      expect(
        verdictOfChecks([check('fail', 'views-missing')], tier).outcome,
      ).toBe('failed');
    },
  );

  it('fails for one failed check among any number that held', () => {
    expect(
      verdictOfChecks([check('pass'), check('fail', 'views-missing')]),
    ).toEqual({
      outcome: 'failed',
      reason: { code: 'views-missing', message: 'because of views-missing' },
    });
  });

  it('names the cause before its consequences', () => {
    const verdict = verdictOfChecks([
      check('fail', 'stale-content'),
      check('fail', 'core-table-missing'),
      check('fail', 'trailer-missing'),
    ]);
    expect(verdict.reason.code).toBe('trailer-missing');
  });
});

describe('verdictOfFault', () => {
  it('says failed only for a fault of the backup', () => {
    expect(
      verdictOfFault(new BackupFault('truncated', 'It ends early.')),
    ).toEqual({
      outcome: 'failed',
      reason: { code: 'truncated', message: 'It ends early.' },
    });
    expect(
      verdictOfFault(new DrillFault('scratch-full', 'No room.')).outcome,
    ).toBe('error');
  });

  it('keeps what an unforeseen error quotes to itself', () => {
    const verdict = verdictOfFault(
      new TypeError("Duplicate entry 'MARKER-9' for key 1"),
    );
    expect(verdict).toMatchObject({
      outcome: 'error',
      reason: { code: 'internal' },
    });
    expect(verdict.reason.message).not.toContain('MARKER');
  });

  it.each(['cancelled', 'timed-out'] as const)(
    'tells %s from what the abort broke',
    reason => {
      const verdict = verdictOfFault(
        new BackupFault('truncated', 'It ends early.'),
        reason,
      );
      expect(verdict.reason.code).toBe(reason);
    },
  );
});
