import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CheckResult,
  DrillSummary,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';

/** A check of a job's newest drill that did not simply hold. */
export type CheckFinding = { drill: DrillSummary; check: CheckResult };

const isOpen = ({ status }: CheckResult) =>
  status === 'fail' || status === 'warn';

const hasFindings = ({ lastDrill }: JobStatus) =>
  lastDrill !== null && lastDrill.checks.fail + lastDrill.checks.warn > 0;

/** What the newest drill of each job found wrong or doubtful, failures first. */
export function useFindings(jobs: JobStatus[]) {
  const api = useApi(emrBackupApiRef);
  const drills = jobs
    .filter(hasFindings)
    .map(({ lastDrill }) => lastDrill)
    .filter(drill => drill !== null);
  return useReading<CheckFinding[]>({
    key: `findings ${drills.map(({ id }) => id).join(' ')}`,
    read: async () => {
      const details = await Promise.all(
        drills.map(({ id }) => api.getDrill(id)),
      );
      const findings = details.flatMap(drill =>
        drill.checkResults.filter(isOpen).map(check => ({ drill, check })),
      );
      return findings.sort(
        (a, b) =>
          Number(b.check.status === 'fail') - Number(a.check.status === 'fail'),
      );
    },
  });
}
