import type { DayCell } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { useWords } from '../words';
import styles from './DayStrip.module.css';

const STEP = 8;
const CELL_WIDTH = 6;
const CELL_HEIGHT = 12;
const DRILL_Y = 20;

type Mark = DayCell['backup'] | NonNullable<DayCell['drill']>;

const count = <T,>(cells: DayCell[], pick: (cell: DayCell) => T, wanted: T) =>
  cells.filter(cell => pick(cell) === wanted).length;

function BackupMark({ x, backup }: { x: number; backup: DayCell['backup'] }) {
  const box = { x, y: 0, width: CELL_WIDTH, height: CELL_HEIGHT, rx: 1 };
  if (backup === 'hollow') {
    return (
      <>
        <path
          className={styles.hollow}
          d={[3, 7, 11]
            .map(y => `M${x} ${y}L${x + CELL_WIDTH} ${y - 3}`)
            .join('')}
        />
        <rect className={styles.hollowEdge} {...box} />
      </>
    );
  }
  if (backup === 'missed') {
    return (
      <rect
        className={styles.missed}
        {...box}
        x={x + 0.6}
        y={0.6}
        width={CELL_WIDTH - 1.2}
        height={CELL_HEIGHT - 1.2}
      />
    );
  }
  return <rect className={styles[backup]} {...box} />;
}

function DrillMark({ x, drill }: { x: number; drill: DayCell['drill'] }) {
  if (!drill) return null;
  const cx = x + CELL_WIDTH / 2;
  const r = drill === 'error' ? 3.4 : 4.2;
  return (
    <>
      <path
        className={styles[drill]}
        d={`M${cx} ${DRILL_Y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}Z`}
      />
      {drill === 'failed' && (
        <path
          className={styles.cross}
          d={`M${cx - 1.7} ${DRILL_Y - 1.7}l3.4 3.4m0 -3.4l-3.4 3.4`}
        />
      )}
    </>
  );
}

/** Four weeks at a glance: backups by day above, drills below. */
export function DayStrip(props: { cells: DayCell[]; format: Format }) {
  const { cells, format } = props;
  const t = useWords();
  const words = new Map<Mark, string>();
  // Asked for once a strip instead of once a day.
  const word = (mark: Mark) => {
    const said = words.get(mark) ?? t(`strip.${mark}`);
    words.set(mark, said);
    return said;
  };
  const label = t('strip.label', {
    days: String(cells.length),
    observed: String(count(cells, cell => cell.backup, 'observed')),
    hollow: String(count(cells, cell => cell.backup, 'hollow')),
    missed: String(count(cells, cell => cell.backup, 'missed')),
    unknown: String(count(cells, cell => cell.backup, 'unknown')),
    passed: String(count(cells, cell => cell.drill, 'passed')),
    failed: String(count(cells, cell => cell.drill, 'failed')),
    error: String(count(cells, cell => cell.drill, 'error')),
  });
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${Math.max(1, cells.length) * STEP - 2} 25`}
      role="img"
      aria-label={label}
    >
      {cells.map((cell, index) => {
        const x = index * STEP;
        const title = [
          format.day(cell.date),
          word(cell.backup),
          cell.drill && word(cell.drill),
        ]
          .filter(Boolean)
          .join(' · ');
        return (
          <g key={cell.date}>
            <title>{title}</title>
            <BackupMark x={x} backup={cell.backup} />
            <DrillMark x={x} drill={cell.drill} />
          </g>
        );
      })}
    </svg>
  );
}
