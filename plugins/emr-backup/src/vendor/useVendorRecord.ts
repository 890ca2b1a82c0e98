import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import {
  RELATION_OPERATES,
  type DrillSummary,
  type NamedRef,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';

export const RECORD_DAYS = 90;

/** Each job is one question to the backend: more would make a vendor's page a burden. */
const MOST_JOBS = 30;
/** The backend's largest page: more than two drills a day. */
const MOST_DRILLS = 200;

/** How the drills of the jobs a vendor operates came out. */
export type VendorRecord = {
  /** Jobs it operates. */
  jobs: number;
  /** Of these, how many were counted. */
  counted: number;
  passed: number;
  failed: number;
  error: number;
  /** Jobs with a failed drill, most failures first. */
  worst: Array<{ job: NamedRef; failed: number }>;
};

/** Counts finished drills since an instant by outcome. */
export function recordOf(
  drills: DrillSummary[],
  since: number,
): Pick<VendorRecord, 'passed' | 'failed' | 'error' | 'worst'> {
  const recent = drills.filter(
    ({ endedAt }) => endedAt !== null && Date.parse(endedAt) >= since,
  );
  const count = (wanted: DrillSummary['outcome']) =>
    recent.filter(({ outcome }) => outcome === wanted).length;
  const failures = new Map<string, { job: NamedRef; failed: number }>();
  for (const { job, outcome } of recent) {
    if (outcome !== 'failed') continue;
    const known = failures.get(job.ref) ?? { job, failed: 0 };
    failures.set(job.ref, { job, failed: known.failed + 1 });
  }
  return {
    passed: count('passed'),
    failed: count('failed'),
    error: count('error'),
    worst: [...failures.values()].sort((a, b) => b.failed - a.failed),
  };
}

/** The success record of a vendor, from the drills of the jobs it operates. */
export function useVendorRecord(vendor: Entity) {
  const api = useApi(emrBackupApiRef);
  const jobs = getEntityRelations(vendor, RELATION_OPERATES).map(ref =>
    stringifyEntityRef(ref),
  );
  return useReading<VendorRecord>({
    key: `record ${stringifyEntityRef(vendor)}`,
    read: async () => {
      const counted = jobs.slice(0, MOST_JOBS);
      const drills = await Promise.all(
        counted.map(job => api.listDrills({ job, limit: MOST_DRILLS })),
      );
      return {
        jobs: jobs.length,
        counted: counted.length,
        ...recordOf(drills.flat(), Date.now() - RECORD_DAYS * 86_400_000),
      };
    },
  });
}
