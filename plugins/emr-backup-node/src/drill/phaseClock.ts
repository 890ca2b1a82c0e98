import type {
  DrillPhase,
  DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import type { DrillEvent } from './types';

const round = (seconds: number) => Math.round(seconds * 1000) / 1000;

/**
 * Measures the phases of one drill and tells of them. A phase may run more
 * than once (a second boot with the recognised profile's settings); its times
 * add up.
 */
export class PhaseClock {
  readonly #started = performance.now();
  readonly #seconds = new Map<DrillPhase, number>();
  readonly #emit: (event: DrillEvent) => void;

  constructor(emit: (event: DrillEvent) => void) {
    this.#emit = emit;
  }

  async run<T>(
    phase: DrillPhase,
    work: () => Promise<T>,
    note?: (result: T) => string | undefined,
  ): Promise<T> {
    const started = performance.now();
    const spent = () => {
      const seconds =
        (this.#seconds.get(phase) ?? 0) + (performance.now() - started) / 1000;
      this.#seconds.set(phase, seconds);
      return round(seconds);
    };
    this.#emit({ type: 'phase', phase, state: 'running' });
    try {
      const result = await work();
      this.#emit({
        type: 'phase',
        phase,
        state: 'done',
        seconds: spent(),
        note: note?.(result),
      });
      return result;
    } catch (error) {
      this.#emit({ type: 'phase', phase, state: 'failed', seconds: spent() });
      throw error;
    }
  }

  /** What a phase took so far. */
  seconds(phase: DrillPhase): number {
    return round(this.#seconds.get(phase) ?? 0);
  }

  timings(): DrillReport['timings'] {
    const of = (phase: DrillPhase) => this.seconds(phase);
    return {
      fetch: of('fetch'),
      open: of('open'),
      boot: of('boot'),
      load: of('load'),
      index: of('index'),
      verify: of('verify'),
      wipe: of('wipe'),
      total: round((performance.now() - this.#started) / 1000),
    };
  }
}
