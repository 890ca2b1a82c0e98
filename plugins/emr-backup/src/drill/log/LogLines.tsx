import { useLayoutEffect, useRef } from 'react';
import { DateTime } from 'luxon';
import type {
  DrillLogLevel,
  DrillLogLine,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../../format';
import { PillMark, type PillShape, type Tone } from '../../marks/Pill';
import tones from '../../marks/tones.module.css';
import { useReadsEnglish, useSaid, useWords } from '../../words';
import { lineText } from './lineText';
import styles from './LogCard.module.css';

const LOOK: Record<DrillLogLevel, { tone: Tone; shape: PillShape }> = {
  info: { tone: 'quiet', shape: 'dash' },
  warn: { tone: 'late', shape: 'ring' },
  error: { tone: 'bad', shape: 'diamond' },
};

/** A reader this near the end, in pixels, wants to see what comes. */
const NEAR_END = 24;

function Line(props: { line: DrillLogLine; format: Format; zone: string }) {
  const { line, format, zone } = props;
  const { at, level, phase, message } = line;
  const t = useWords();
  const text = lineText(line, format, useSaid());
  const readsEnglish = useReadsEnglish();
  const { tone, shape } = LOOK[level];
  return (
    <li className={`${styles.line} ${tones[tone]}`} data-level={level}>
      <time dateTime={at} title={format.exact(at)}>
        {DateTime.fromISO(at, { zone }).toFormat('HH:mm:ss')}
      </time>
      <span className={styles.level}>
        <PillMark shape={shape} />
        {t(`drillLog.level.${level}`)}
      </span>
      <span className={styles.phase}>{phase && t(`phase.${phase}`)}</span>
      <span
        className={styles.message}
        lang={text === undefined && !readsEnglish ? 'en' : undefined}
      >
        {text ?? message}
      </span>
    </li>
  );
}

/** The lines in a box of their own; while the drill runs it follows the newest, unless the reader looks back. */
export function LogLines(props: {
  lines: DrillLogLine[];
  live: boolean;
  format: Format;
  zone: string;
}) {
  const { lines, live, format, zone } = props;
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(live);
  useLayoutEffect(() => {
    if (box.current && follows.current)
      box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only watches how far the reader has scrolled
    <div
      ref={box}
      className={styles.lines}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must be able to reach it
      tabIndex={0}
      role="region"
      aria-label={t('drillLog.label')}
      onScroll={({
        currentTarget: { scrollTop, scrollHeight, clientHeight },
      }) => {
        follows.current =
          live && scrollTop + clientHeight >= scrollHeight - NEAR_END;
      }}
    >
      <ol className={styles.list}>
        {lines.map(line => (
          <Line key={line.number} line={line} format={format} zone={zone} />
        ))}
      </ol>
    </div>
  );
}
