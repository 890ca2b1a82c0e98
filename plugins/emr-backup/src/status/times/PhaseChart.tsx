import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleBand, scaleLinear } from '@visx/scale';
import { BarStack } from '@visx/shape';
import {
  DRILL_PHASES,
  type DrillPhase,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../../format';
import { useElementWidth } from '../../marks/useElementWidth';
import { useWords } from '../../words';
import type { TimedDrill } from './DrillTimesCard';
import { timeTicks } from './timeTicks';
import styles from './DrillTimes.module.css';

const HEIGHT = 220;
const MARGIN = { top: 8, right: 4, bottom: 24, left: 60 };
/** Where nothing can be measured, as in a test, the chart still needs a size. */
const FALLBACK_WIDTH = 640;
const WIDEST_BAR = 44;

type Bar = { id: string; day: string; total: number } & Record<
  DrillPhase,
  number
>;

const barOf = ({ id, at, timings }: TimedDrill, format: Format): Bar => ({
  ...timings,
  id,
  day: format.day(at),
});

const plain = (value: string) => value;

function Legend() {
  const t = useWords();
  return (
    <ul className={styles.legend} aria-hidden="true">
      {DRILL_PHASES.map(phase => (
        <li key={phase}>
          <span className={`${styles.swatch} ${styles[phase]}`} />
          {t(`phase.${phase}`)}
        </li>
      ))}
    </ul>
  );
}

/** Drills side by side, each a stack of its phases; the numbers are in the table beside it. */
export default function PhaseChart(props: {
  drills: TimedDrill[];
  summary: string;
  format: Format;
}) {
  const { drills, summary, format } = props;
  const t = useWords();
  const measured = useElementWidth<HTMLDivElement>();
  const width = Number.isFinite(measured.width)
    ? measured.width
    : FALLBACK_WIDTH;
  const bars = drills.map(drill => barOf(drill, format));
  const days = new Map(bars.map(({ id, day }) => [id, day]));
  const xScale = scaleBand<string>({
    domain: bars.map(({ id }) => id),
    range: [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)],
    padding: 0.35,
  });
  const ticks = timeTicks(Math.max(...bars.map(({ total }) => total)));
  const yScale = scaleLinear<number>({
    domain: [0, ticks[ticks.length - 1]],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
  });
  const barWidth = Math.min(WIDEST_BAR, xScale.bandwidth());
  const inset = (xScale.bandwidth() - barWidth) / 2;
  const everyNth = Math.ceil((bars.length * 52) / Math.max(1, width));
  return (
    <figure className={styles.figure}>
      <div ref={measured.ref} className={styles.room}>
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={summary}
          className={styles.chart}
        >
          <AxisLeft
            scale={yScale}
            left={MARGIN.left}
            tickValues={ticks}
            tickFormat={value => format.duration(Number(value))}
            hideTicks
            hideAxisLine
            tickClassName={styles.tick}
          />
          {ticks.map(tick => (
            <line
              key={tick}
              className={styles.grid}
              x1={MARGIN.left}
              x2={width - MARGIN.right}
              y1={yScale(tick)}
              y2={yScale(tick)}
            />
          ))}
          <BarStack<Bar, DrillPhase>
            data={bars}
            keys={[...DRILL_PHASES]}
            x={({ id }) => id}
            xScale={xScale}
            yScale={yScale}
            color={plain}
          >
            {stacks =>
              stacks.flatMap(stack =>
                stack.bars.map(({ bar, height, x, y }) => (
                  <rect
                    key={`${stack.key} ${bar.data.id}`}
                    className={styles[stack.key]}
                    x={x + inset}
                    y={y}
                    width={barWidth}
                    height={Math.max(0, height)}
                  >
                    <title>
                      {`${bar.data.day} · ${t(
                        `phase.${stack.key}`,
                      )} ${format.duration(bar.data[stack.key])}`}
                    </title>
                  </rect>
                )),
              )
            }
          </BarStack>
          <AxisBottom
            scale={xScale}
            top={HEIGHT - MARGIN.bottom}
            tickValues={bars
              .map(({ id }) => id)
              .filter((_, index) => (bars.length - 1 - index) % everyNth === 0)}
            tickFormat={id => days.get(id) ?? ''}
            hideTicks
            axisLineClassName={styles.axis}
            tickClassName={styles.tick}
          />
        </svg>
      </div>
      <Legend />
      <figcaption className={styles.caption}>{summary}</figcaption>
    </figure>
  );
}
