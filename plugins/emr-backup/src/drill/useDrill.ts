import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DrillDetail,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useDrillSignal, useReading, type Reading } from '../reading';

/**
 * Between two looks at a running drill. Signals usually come first; without
 * them a longer wait makes a drill of four seconds look like a jump.
 */
const WATCH_MS = 1500;

/** A drill with the job it belongs to; the job is missing when its entity is gone. */
export type DrillWithJob = { drill: DrillDetail; job: JobStatus | undefined };

export function useDrill(id: string): Reading<DrillWithJob> {
  const api = useApi(emrBackupApiRef);
  const reading = useReading<DrillWithJob>({
    key: id,
    read: async () => {
      const drill = await api.getDrill(id);
      // The job only adds the clinic's zone and objectives: a drill of a job
      // that left the catalog must still be readable.
      const job = await api.getJob(drill.job.ref).catch(() => undefined);
      return { drill, job };
    },
    everyMs: value =>
      !value || value.drill.state === 'finished' ? null : WATCH_MS,
  });
  useDrillSignal(signal => {
    if (signal.drillId === id) reading.reload();
  });
  return reading;
}
