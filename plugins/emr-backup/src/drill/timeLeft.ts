import {
  DRILL_PHASES,
  type DrillDetail,
  type DrillSummary,
  type PhaseProgress,
} from '@emr-backup/plugin-emr-backup-common';

/** Below this share a guess jumps about too much to be worth showing. */
const TELLING_SHARE = 0.05;

/** What is left: of the whole drill, or of the phase under way when no earlier drill tells the rest. */
export type TimeLeft = { seconds: number; of: 'drill' | 'phase' };

function leftOfPhase(
  phase: PhaseProgress,
  expected: number | undefined,
): number | null {
  const { progress, seconds } = phase;
  if (progress !== null && seconds !== null && progress >= TELLING_SHARE) {
    return (seconds * (1 - progress)) / progress;
  }
  if (expected === undefined) return null;
  return Math.max(0, expected - (seconds ?? 0));
}

/**
 * How long a running drill still takes. The phase under way is judged by its
 * own pace, those after it by what they took in the job's newest timed drill.
 */
export function timeLeft(
  drill: Pick<DrillDetail, 'state' | 'phases'>,
  earlier: DrillSummary['timings'] | undefined,
): TimeLeft | null {
  const now = drill.phases.find(({ state }) => state === 'running');
  if (drill.state !== 'running' || !now) return null;
  const left = leftOfPhase(now, earlier?.[now.phase]);
  if (left === null) return null;
  if (!earlier) return { seconds: left, of: 'phase' };
  const after = DRILL_PHASES.slice(DRILL_PHASES.indexOf(now.phase) + 1);
  const rest = after.reduce((sum, phase) => sum + earlier[phase], 0);
  return { seconds: left + rest, of: 'drill' };
}
