import type {
  CheckResult,
  FailedReason,
} from '@emr-backup/plugin-emr-backup-common';

/** What the pipeline itself proves on the way, before the checks are asked. */
const STAGES = {
  'not-hollow': {
    title: 'Not hollow',
    held: 'The artifact has content behind its wrappers.',
  },
  opened: {
    title: 'Opened to the last byte',
    held: 'Every wrapper and archive opened.',
  },
  chain: {
    title: 'Chain complete',
    held: 'The parts of the chain fit together.',
  },
  'client-commands': {
    title: 'No client command in the dump',
    held: 'The dump holds data and definitions only.',
  },
  loaded: {
    title: 'Loaded without an error',
    held: 'The scratch server took every statement.',
  },
} as const;

/** One stage of the pipeline. */
export type StageCheckId = keyof typeof STAGES;

/** Every stage, in its order. */
export const STAGE_CHECKS = Object.keys(STAGES) as StageCheckId[];

/** The result of a stage, in the shape of a check. */
export function stageCheck(
  id: StageCheckId,
  status: CheckResult['status'],
  facts: {
    value: CheckResult['value'];
    expected: CheckResult['expected'];
    notes: readonly string[];
    reason?: FailedReason;
    detail?: string;
  },
): CheckResult {
  const { title, held } = STAGES[id];
  const notes = facts.notes.length > 0 ? ` (${facts.notes.join('; ')})` : '';
  return {
    id,
    title,
    status,
    value: facts.value,
    expected: facts.expected,
    detail: facts.detail ?? `${held.slice(0, -1)}${notes}.`,
    ...(facts.reason ? { reason: facts.reason } : {}),
  };
}
