import useLocation from 'react-use/esm/useLocation';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DrillDetail,
  DrillSummary,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../../api/emrBackupApiRef';
import { useReading } from '../../reading';

/** How far back one can compare. */
const CHOICES = 50;

/** A drill beside another one of its job. */
export type Comparison = {
  drill: DrillDetail;
  /** Null when there is nothing to compare with. */
  other: DrillDetail | null;
  job: JobStatus | undefined;
  /** Finished drills of the job one can compare with, newest first. */
  choices: DrillSummary[];
};

const startOf = (drill: DrillSummary) => drill.startedAt ?? drill.queuedAt;

/** The newest that is older than the drill, or else the newest of all. */
export const drillBefore = (drill: DrillSummary, choices: DrillSummary[]) =>
  choices.find(choice => startOf(choice) < startOf(drill)) ?? choices[0];

/** Reads a drill and the one named by `?with=`, or else the one before it. */
export function useComparison(id: string) {
  const api = useApi(emrBackupApiRef);
  const { search = '' } = useLocation();
  const wanted = new URLSearchParams(search).get('with');
  return useReading<Comparison>({
    key: `compare ${id} ${wanted}`,
    read: async () => {
      const drill = await api.getDrill(id);
      const [job, drills] = await Promise.all([
        api.getJob(drill.job.ref).catch(() => undefined),
        api.listDrills({ job: drill.job.ref, limit: CHOICES }),
      ]);
      const choices = drills.filter(
        choice => choice.id !== id && choice.state === 'finished',
      );
      const otherId = wanted ?? drillBefore(drill, choices)?.id;
      const other = otherId ? await api.getDrill(otherId) : null;
      return { drill, other, job, choices };
    },
  });
}
