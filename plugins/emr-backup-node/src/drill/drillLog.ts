import {
  drillLogEntry,
  type CheckResult,
  type DrillLogCode,
  type DrillPhase,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import type { DrillEvent } from './types';

/** More ways than this tell nobody how a backup was opened. */
const MOST_NOTES = 20;

/**
 * What a drill writes down of itself: one sentence of ours for each thing it
 * did, never anything a tool printed or a row held.
 */
export class DrillLog {
  readonly #emit: (event: DrillEvent) => void;
  #phase: DrillPhase | null = null;

  constructor(emit: (event: DrillEvent) => void) {
    this.#emit = emit;
  }

  /** What the drill tells anyway needs nobody to write it down. */
  readonly onEvent = (event: DrillEvent): void => {
    if (event.type === 'check') this.#check(event.result);
    if (event.type !== 'phase') return;
    if (event.state === 'running') this.#phase = event.phase;
    if (event.state === 'failed')
      this.note('stopped', { seconds: event.seconds ?? 0 });
  };

  note(code: DrillLogCode, values: Record<string, string | number> = {}) {
    const line = drillLogEntry(code, values, this.#phase);
    this.#emit({ type: 'log', line });
  }

  notes(code: DrillLogCode, name: string, texts: readonly string[]) {
    for (const text of texts.slice(0, MOST_NOTES))
      this.note(code, { [name]: text });
  }

  /** The last line. */
  verdict({ outcome, reason }: Pick<DrillReport, 'outcome' | 'reason'>) {
    this.#phase = null;
    this.note(`verdict-${outcome}`, {
      reason: reason.code,
      message: reason.message,
    });
  }

  #check({ id, title, status }: CheckResult) {
    this.note(`check-${status}`, { check: title, id });
  }
}
