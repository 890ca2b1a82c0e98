import type {
  CheckStatus,
  DrillSummary,
  Outcome,
  Standing,
} from '@emr-backup/plugin-emr-backup-common';
import { useWords } from '../words';
import { Pill, type PillShape, type Tone } from './Pill';

type Look = { tone: Tone; shape: PillShape };

/** How each standing looks wherever it stands. */
export const STANDING_LOOK: Record<Standing, Look> = {
  failing: { tone: 'bad', shape: 'diamond' },
  overdue: { tone: 'late', shape: 'ring' },
  unproven: { tone: 'quiet', shape: 'dash' },
  proven: { tone: 'good', shape: 'disc' },
};

const OUTCOME_LOOK: Record<Outcome | 'queued' | 'running', Look> = {
  passed: { tone: 'good', shape: 'disc' },
  failed: { tone: 'bad', shape: 'diamond' },
  error: { tone: 'late', shape: 'open' },
  cancelled: { tone: 'quiet', shape: 'dash' },
  queued: { tone: 'quiet', shape: 'ring' },
  running: { tone: 'busy', shape: 'arc' },
};

const CHECK_LOOK: Record<CheckStatus, Look> = {
  pass: { tone: 'good', shape: 'disc' },
  fail: { tone: 'bad', shape: 'diamond' },
  warn: { tone: 'late', shape: 'ring' },
  skip: { tone: 'quiet', shape: 'dash' },
};

export function StandingPill({ standing }: { standing: Standing }) {
  const t = useWords();
  return (
    <Pill {...STANDING_LOOK[standing]}>{t(`standing.${standing}.word`)}</Pill>
  );
}

/** The outcome of a drill, or how far it is. */
export function OutcomePill({
  drill,
}: {
  drill: Pick<DrillSummary, 'state' | 'outcome'>;
}) {
  const t = useWords();
  const word =
    drill.state === 'finished' ? drill.outcome ?? 'error' : drill.state;
  return <Pill {...OUTCOME_LOOK[word]}>{t(`outcome.${word}`)}</Pill>;
}

export function CheckPill({ status }: { status: CheckStatus }) {
  const t = useWords();
  return <Pill {...CHECK_LOOK[status]}>{t(`check.${status}`)}</Pill>;
}
