import type {
  CheckResult,
  DrillReport,
  FailedReason,
  ReasonCode,
  RestoreTier,
} from '@emr-backup/plugin-emr-backup-common';
import { FAILED_REASONS } from '@emr-backup/plugin-emr-backup-common';
import { BackupFault, DrillFault } from '../contracts';

/** How a drill ended. */
export type Verdict = Pick<DrillReport, 'outcome' | 'reason'>;

/**
 * Causes before their consequences: a wrong product has no core tables either,
 * and a dump that was cut has lost rows. Codes not named here follow in the
 * order of the list of reasons.
 */
const TELLING: readonly FailedReason[] = [
  'client-command-in-dump',
  'truncated',
  'trailer-missing',
  'wrong-product',
  // Before the clinic: an empty table names none of its people either.
  'core-table-missing',
  'core-table-empty',
  'wrong-clinic',
  'tables-missing',
  'encoding-damaged',
  'rows-shrunk',
  'stale-content',
];

const rank = (code: FailedReason) => {
  const telling = TELLING.indexOf(code);
  return telling >= 0 ? telling : TELLING.length + FAILED_REASONS.indexOf(code);
};

/** The verdict the checks give: any failed check fails the backup, whatever else held. */
export function verdictOfChecks(
  checks: readonly CheckResult[],
  tier: RestoreTier = 'full',
): Verdict {
  const failed = checks
    .filter(check => check.status === 'fail')
    .map(check => ({ code: check.reason ?? 'custom-check', check }))
    .sort((a, b) => rank(a.code) - rank(b.code));
  if (failed.length > 0)
    return {
      outcome: 'failed',
      reason: { code: failed[0].code, message: failed[0].check.detail },
    };
  const held = checks.filter(check => check.status === 'pass').length;
  return {
    outcome: 'passed',
    reason:
      tier === 'full'
        ? {
            code: 'restored',
            message: `The backup was restored and all ${held} checks held.`,
          }
        : {
            code: 'restored-in-part',
            message: `The backup was restored in part and all ${held} checks of the tier ${tier} held; only a full drill proves a restore.`,
          },
  };
}

/** The verdict of a drill that a fault ended. Only a BackupFault says that the backup is bad. */
export function verdictOfFault(error: unknown, aborted?: ReasonCode): Verdict {
  if (aborted === 'cancelled')
    return {
      outcome: 'cancelled',
      reason: { code: 'cancelled', message: 'The drill was cancelled.' },
    };
  if (aborted === 'timed-out')
    return {
      outcome: 'error',
      reason: {
        code: 'timed-out',
        message: 'The drill took longer than it may and was stopped.',
      },
    };
  if (error instanceof BackupFault)
    return {
      outcome: 'failed',
      reason: { code: error.code, message: error.message },
    };
  if (error instanceof DrillFault)
    return {
      outcome: 'error',
      reason: { code: error.code, message: error.message },
    };
  return {
    outcome: 'error',
    reason: { code: 'internal', message: describeUnknown(error) },
  };
}

/** An unforeseen error may quote a restored row, so only its class and system code are told. */
function describeUnknown(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const code = (error as { code?: unknown } | null)?.code;
  const shown =
    typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code)
      ? ` (${code})`
      : '';
  return `The drill ended by an unexpected ${name}${shown}. This is a fault of ours, not of the backup.`;
}
