import {
  DRILL_PHASES,
  type DrillDetail,
  type DrillPhase,
  type PhaseProgress,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { useWords, type Words } from '../words';
import styles from './PhaseRow.module.css';

const waiting = (phase: DrillPhase): PhaseProgress => ({
  phase,
  state: 'waiting',
  seconds: null,
  progress: null,
  bytesPerSecond: null,
  note: null,
});

/** All seven phases in their order; those the backend has not told of yet wait. */
export function phasesOf(drill: Pick<DrillDetail, 'phases'>): PhaseProgress[] {
  return DRILL_PHASES.map(
    name => drill.phases.find(({ phase }) => phase === name) ?? waiting(name),
  );
}

type WaitingWord = 'phase.waiting' | 'phase.unreached' | 'phase.unneeded';

/** What it means that a phase has not begun: not yet, never, or that it had nothing to do. */
function waitingWordOf(
  drill: Pick<DrillDetail, 'state' | 'outcome'>,
): WaitingWord {
  if (drill.state !== 'finished') return 'phase.waiting';
  return drill.outcome === 'passed' ? 'phase.unneeded' : 'phase.unreached';
}

function describe(
  phase: PhaseProgress,
  waitingWord: WaitingWord,
  format: Format,
  t: Words,
): string {
  if (phase.state === 'waiting') {
    return t(waitingWord);
  }
  if (phase.state === 'failed') return t('phase.failed');
  const parts = [
    phase.state === 'running' && phase.progress !== null
      ? format.percent(Math.floor(phase.progress * 100) / 100)
      : null,
    phase.seconds !== null ? format.duration(phase.seconds) : null,
    phase.state === 'running' && phase.bytesPerSecond !== null
      ? `${format.bytes(phase.bytesPerSecond)}/s`
      : null,
  ].filter(Boolean);
  return parts.join(' · ') || t(`phase.${phase.state}`);
}

function fillOf(phase: PhaseProgress) {
  if (phase.state === 'done') return { className: styles.done, width: '100%' };
  if (phase.state === 'failed') {
    return { className: styles.failed, width: '100%' };
  }
  if (phase.state === 'waiting') return { className: '', width: '0%' };
  if (phase.progress === null) return { className: styles.endless };
  return { className: '', width: `${phase.progress * 100}%` };
}

const sharePercent = (phase: PhaseProgress) => {
  if (phase.state === 'done') return 100;
  if (phase.state === 'waiting') return 0;
  return phase.progress === null ? undefined : Math.round(phase.progress * 100);
};

function PhaseItem(props: {
  phase: PhaseProgress;
  waitingWord: WaitingWord;
  format: Format;
}) {
  const { phase, waitingWord, format } = props;
  const t = useWords();
  const { className, width } = fillOf(phase);
  const text = describe(phase, waitingWord, format, t);
  return (
    <li className={styles.phase}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t(`phase.${phase.phase}`)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={sharePercent(phase)}
        aria-valuetext={text}
      >
        <div className={`${styles.fill} ${className}`} style={{ width }} />
      </div>
      <span className={styles.name}>{t(`phase.${phase.phase}`)}</span>
      <span className={styles.note}>{text}</span>
    </li>
  );
}

/** Seven phases side by side, and what the one under way is doing. */
export function PhaseRow(props: {
  drill: Pick<DrillDetail, 'phases' | 'state' | 'outcome'>;
  format: Format;
}) {
  const { drill, format } = props;
  const t = useWords();
  const phases = phasesOf(drill);
  const told = phases.find(
    ({ state, note }) => (state === 'running' || state === 'failed') && note,
  );
  return (
    <div>
      <ol className={styles.phases} aria-label={t('drill.phases')}>
        {phases.map(phase => (
          <PhaseItem
            key={phase.phase}
            phase={phase}
            waitingWord={waitingWordOf(drill)}
            format={format}
          />
        ))}
      </ol>
      {told && <div className={styles.now}>{told.note}</div>}
    </div>
  );
}
