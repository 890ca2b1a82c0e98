import type { BackupHistory } from '@emr-backup/plugin-emr-backup-common';
import { useNow, type Format } from '../format';
import { useWords } from '../words';
import styles from './HistoryStrip.module.css';

const WIDTH = 560;
const HEIGHT = 44;
const BAR = 4;
const DAY_MS = 86_400_000;
/** A hollow backup of 20 bytes must still be seen. */
const SHORTEST_BAR = 3;

/** Backups along the time they were taken, as high as they are large; gaps are hatched boxes. */
export function HistoryStrip(props: {
  history: BackupHistory;
  days: number;
  format: Format;
}) {
  const { history, days, format } = props;
  const t = useWords();
  const end = useNow();
  const start = end - days * DAY_MS;
  const x = (instant: string) =>
    Math.max(0, Math.min(1, (Date.parse(instant) - start) / (end - start))) *
    (WIDTH - BAR);
  const largest = Math.max(1, ...history.items.map(({ bytes }) => bytes));
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('history.strip', {
        days: String(days),
        seen: String(history.items.length),
        hollow: String(history.items.filter(({ hollow }) => hollow).length),
        gaps: String(history.gaps.length),
      })}
    >
      {history.gaps.map(({ from, to }) => {
        const left = x(from) + BAR;
        const right = to ? x(to) : WIDTH;
        return (
          <rect
            key={from}
            className={styles.gap}
            x={left}
            y={1}
            width={Math.max(2, right - left - 1)}
            height={HEIGHT - 3}
          />
        );
      })}
      {history.items.map(backup => {
        const height = Math.max(
          SHORTEST_BAR,
          (backup.bytes / largest) * (HEIGHT - 4),
        );
        return (
          <rect
            key={`${backup.path} ${backup.takenAt}`}
            className={backup.hollow ? styles.hollow : styles.backup}
            x={x(backup.takenAt)}
            y={HEIGHT - 1 - height}
            width={BAR}
            height={height}
          >
            <title>
              {`${format.calendar(backup.takenAt)} · ${format.bytes(
                backup.bytes,
              )}${backup.hollow ? ` · ${t('history.hollow')}` : ''}`}
            </title>
          </rect>
        );
      })}
      <line
        className={styles.base}
        x1={0}
        x2={WIDTH}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
      />
    </svg>
  );
}
