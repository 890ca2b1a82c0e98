import type { ReactNode } from 'react';
import styles from './Pill.module.css';
import tones from './tones.module.css';

/** Shapes differ so that no meaning hangs on colour alone. */
export type PillShape = 'disc' | 'ring' | 'diamond' | 'dash' | 'open' | 'arc';
export type Tone = 'good' | 'late' | 'bad' | 'quiet' | 'busy';

const SHAPES: Record<PillShape, ReactNode> = {
  disc: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  ring: (
    <circle
      cx="5"
      cy="5"
      r="3.75"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    />
  ),
  diamond: <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />,
  open: (
    <path
      d="M5 1 9 5 5 9 1 5Z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  dash: <path d="M0.5 5h9" stroke="currentColor" strokeWidth="2.5" />,
  arc: (
    <path
      d="M5 1a4 4 0 1 1-4 4"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    />
  ),
};

/** The shape alone, for where the word stands beside it. */
export function PillMark({ shape }: { shape: PillShape }) {
  return (
    <svg
      className={`${styles.shape} ${shape === 'arc' ? styles.spin : ''}`}
      viewBox="0 0 10 10"
      aria-hidden="true"
    >
      {SHAPES[shape]}
    </svg>
  );
}

/** A word with a shape before it. */
export function Pill(props: {
  tone: Tone;
  shape: PillShape;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.pill} ${tones[props.tone]}`}>
      <PillMark shape={props.shape} />
      {props.children}
    </span>
  );
}
