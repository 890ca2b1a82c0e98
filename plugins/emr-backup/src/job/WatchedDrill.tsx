import type { DrillSummary } from '@emr-backup/plugin-emr-backup-common';
import { PhaseRow } from '../drill/PhaseRow';
import { useDrill } from '../drill/useDrill';
import type { Format } from '../format';
import { OutcomePill } from '../marks/pills';
import { DrillLink } from '../status/VerificationCard';
import styles from './JobCard.module.css';

/** A drill phase by phase on the job's own page: the one under way, and how it ended. */
export function WatchedDrill(props: { drill: DrillSummary; format: Format }) {
  const { drill, format } = props;
  const { value } = useDrill(drill.id);
  return (
    <div className={styles.active} role="status">
      <div className={styles.activeHead}>
        <OutcomePill drill={value?.drill ?? drill} />
        <DrillLink drill={value?.drill ?? drill} />
      </div>
      <PhaseRow
        drill={value?.drill ?? { ...drill, phases: [] }}
        format={format}
      />
    </div>
  );
}
