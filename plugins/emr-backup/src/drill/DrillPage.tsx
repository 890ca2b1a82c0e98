import { useRouteRefParams } from '@backstage/frontend-plugin-api';
import type {
  DrillDetail,
  DrillSummary,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { useFormat } from '../format';
import { PageFrame } from '../marks/PageFrame';
import { Shown } from '../marks/states';
import type { Reading } from '../reading';
import { drillRouteRef } from '../routes';
import { Printable } from '../status/print';
import { ArtifactCard } from './ArtifactCard';
import { ChecksCard } from './ChecksTable';
import { ContentsCard } from './ContentsCard';
import { DrillHeading } from './DrillHeading';
import { EvidenceCard } from './EvidenceCard';
import { EngineCard } from './EngineCard';
import { LogCard } from './log/LogCard';
import { NotProvenCard } from './NotProvenCard';
import { useDrill, type DrillWithJob } from './useDrill';
import { VerdictCard } from './VerdictCard';
import styles from './DrillPage.module.css';

/** What the job's newest other drill took, to judge this one by. */
const earlierTimings = (
  drill: DrillDetail,
  job: JobStatus | undefined,
): DrillSummary['timings'] =>
  job?.lastDrill && job.lastDrill.id !== drill.id
    ? job.lastDrill.timings
    : null;

function DrillContent(
  props: DrillWithJob & { reload: Reading<unknown>['reload'] },
) {
  const { drill, job, reload } = props;
  const format = useFormat(job?.timezone);
  return (
    <Printable>
      <DrillHeading drill={drill} format={format} onCancelled={reload} />
      <VerdictCard
        drill={drill}
        earlier={earlierTimings(drill, job)}
        format={format}
      />
      <div className={styles.grid}>
        <ChecksCard drill={drill} />
        <div className={styles.stack}>
          <ArtifactCard drill={drill} format={format} />
          <ContentsCard drill={drill} format={format} />
          <EngineCard drill={drill} />
          <NotProvenCard drill={drill} />
          <EvidenceCard drill={drill} format={format} />
        </div>
      </div>
      <LogCard key={drill.id} drill={drill} zone={job?.timezone} />
    </Printable>
  );
}

/** One drill: live while it runs, a report once it is over. */
export function DrillPage() {
  const { id } = useRouteRefParams(drillRouteRef);
  const reading = useDrill(id);
  return (
    <PageFrame>
      <Shown reading={reading} lines={10}>
        {value => <DrillContent {...value} reload={reading.reload} />}
      </Shown>
    </PageFrame>
  );
}
