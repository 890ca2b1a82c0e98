import { DRILL_PHASES } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../../format';
import { useWords } from '../../words';
import type { TimedDrill } from './DrillTimesCard';
import styles from './DrillTimes.module.css';

/** The numbers of the chart, newest first. */
export function TimesTable(props: { drills: TimedDrill[]; format: Format }) {
  const { drills, format } = props;
  const t = useWords();
  return (
    /* eslint-disable jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls, so the keyboard must be able to reach it */
    <div
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label={t('times.table')}
    >
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('times.drill')}</th>
            {DRILL_PHASES.map(phase => (
              <th key={phase} scope="col">
                {t(`phase.${phase}`)}
              </th>
            ))}
            <th scope="col">{t('times.total')}</th>
          </tr>
        </thead>
        <tbody>
          {[...drills].reverse().map(({ id, at, timings }) => (
            <tr key={id}>
              <th scope="row">{format.calendar(at)}</th>
              {DRILL_PHASES.map(phase => (
                <td key={phase}>{format.duration(timings[phase])}</td>
              ))}
              <td>{format.duration(timings.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
