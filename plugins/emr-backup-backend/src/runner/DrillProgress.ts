import type {
  CheckResult,
  PhaseProgress,
} from '@emr-backup/plugin-emr-backup-common';
import type { DrillEvent } from '@emr-backup/plugin-emr-backup-node';
import { waitingPhases } from '../drills';

/** Progress is written at most so often: a restore reports thousands of times a second. */
const WRITE_EVERY_MS = 1000;

/** Where progress goes. A write that fails must not end the drill, so it is the writer's to report. */
export interface ProgressWriter {
  phases(phases: readonly PhaseProgress[]): Promise<void>;
  check(position: number, result: CheckResult): Promise<void>;
}

/** Turns a drill's events into what the drill page shows. */
export class DrillProgress {
  readonly #phases = waitingPhases();
  #began = new Map<string, number>();
  #checks = 0;
  #writes: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly writer: ProgressWriter) {}

  readonly onEvent = (event: DrillEvent): void => {
    if (event.type === 'check') {
      const position = this.#checks;
      this.#checks += 1;
      this.#write(() => this.writer.check(position, event.result));
      return;
    }
    const phase = this.#phases.find(entry => entry.phase === event.phase);
    if (!phase) return;
    if (event.type === 'phase') this.#phase(phase, event);
    else this.#progress(phase, event);
  };

  /** Waits until everything is written. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writePhases();
    await this.#writes;
  }

  #phase(
    phase: PhaseProgress,
    event: Extract<DrillEvent, { type: 'phase' }>,
  ): void {
    if (event.state === 'running') this.#began.set(phase.phase, Date.now());
    phase.state = event.state;
    phase.seconds = event.seconds ?? phase.seconds;
    phase.note = event.note ?? phase.note;
    if (event.state === 'done') phase.progress = 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writePhases();
  }

  #progress(
    phase: PhaseProgress,
    event: Extract<DrillEvent, { type: 'progress' }>,
  ): void {
    const began = this.#began.get(phase.phase) ?? Date.now();
    const seconds = (Date.now() - began) / 1000;
    phase.seconds = seconds;
    phase.progress = event.totalBytes
      ? Math.min(event.bytes / event.totalBytes, 1)
      : null;
    phase.bytesPerSecond = seconds > 0 ? event.bytes / seconds : null;
    phase.note = event.note ?? phase.note;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writePhases();
    }, WRITE_EVERY_MS);
  }

  #writePhases(): void {
    const phases = this.#phases.map(phase => ({ ...phase }));
    this.#write(() => this.writer.phases(phases));
  }

  /** One after the other, so that an older state never lands over a newer one. */
  #write(write: () => Promise<void>): void {
    this.#writes = this.#writes.then(write);
  }
}
