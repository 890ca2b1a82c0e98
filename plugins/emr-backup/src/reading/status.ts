import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ClinicStatus,
  DrillQuery,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useDrillSignal } from './useDrillSignal';
import { useReading } from './useReading';

/** Ages grow and drills end while a page is open. */
const QUIET_MS = 60_000;
/** While a drill runs somebody is watching. */
const ACTIVE_MS = 2_000;

const isActive = (jobs: JobStatus[]) => jobs.some(job => job.activeDrill);

/** A clinic's status, kept fresh. */
export function useClinicStatus(ref: string) {
  const api = useApi(emrBackupApiRef);
  const reading = useReading<ClinicStatus>({
    key: ref,
    read: () => api.getClinic(ref),
    everyMs: value => (value && isActive(value.jobs) ? ACTIVE_MS : QUIET_MS),
  });
  useDrillSignal(signal => {
    const jobs = reading.value?.jobs ?? [];
    if (jobs.some(({ job }) => job.ref === signal.jobRef)) reading.reload();
  });
  return reading;
}

/** A backup job's status, kept fresh. */
export function useJobStatus(ref: string) {
  const api = useApi(emrBackupApiRef);
  const reading = useReading<JobStatus>({
    key: ref,
    read: () => api.getJob(ref),
    everyMs: value => (value && isActive([value]) ? ACTIVE_MS : QUIET_MS),
  });
  useDrillSignal(signal => {
    if (signal.jobRef === ref) reading.reload();
  });
  return reading;
}

/** The newest drills of a clinic or job. */
export function useDrills(query: DrillQuery) {
  const api = useApi(emrBackupApiRef);
  const reading = useReading({
    key: JSON.stringify(query),
    read: () => api.listDrills(query),
    everyMs: drills =>
      drills?.some(({ state }) => state !== 'finished') ? ACTIVE_MS : QUIET_MS,
  });
  useDrillSignal(() => reading.reload());
  return reading;
}
