import {
  DRILL_PHASES,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { useWords } from '../words';
import styles from './PhaseBar.module.css';

/** What a drill took, by phase, drawn against the longest drill of the list. */
export function PhaseBar(props: {
  timings: DrillReport['timings'];
  longest: number;
  format: Format;
}) {
  const { timings, longest, format } = props;
  const t = useWords();
  const label = t('drills.phases', {
    total: format.duration(timings.total),
    phases: DRILL_PHASES.map(
      phase => `${t(`phase.${phase}`)} ${format.duration(timings[phase])}`,
    ).join(', '),
  });
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={label}
      title={label}
      style={{ width: `${(timings.total / (longest || 1)) * 100}%` }}
    >
      {DRILL_PHASES.map(phase => (
        <span
          key={phase}
          className={styles[phase]}
          style={{ flexGrow: timings[phase] }}
        />
      ))}
    </div>
  );
}
