import {
  drillLogEntry,
  type CheckResult,
  type DrillLogCode,
  type DrillLogEntry,
  type PhaseProgress,
} from '@emr-backup/plugin-emr-backup-common';
import type { DrillEvent } from '@emr-backup/plugin-emr-backup-node';
import { waitingPhases, type DrillEnding } from '../drills';
import { LogLimit } from './LogLimit';

/** Progress is written at most so often: a restore reports thousands of times a second. */
const WRITE_EVERY_MS = 1000;

/** Where progress goes. A write that fails must not end the drill, so it is the writer's to report. */
export interface ProgressWriter {
  phases(phases: readonly PhaseProgress[]): Promise<void>;
  check(position: number, result: CheckResult): Promise<void>;
  log(lines: readonly DrillLogEntry[]): Promise<void>;
}

/** Turns a drill's events into what the drill page shows. */
export class DrillProgress {
  readonly #phases = waitingPhases();
  #began = new Map<string, number>();
  #checks = 0;
  #writes: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #lines: DrillLogEntry[] = [];
  #linesTimer: NodeJS.Timeout | undefined;
  readonly #limit = new LogLimit();

  constructor(private readonly writer: ProgressWriter) {}

  readonly onEvent = (event: DrillEvent): void => {
    if (event.type === 'check') {
      const position = this.#checks;
      this.#checks += 1;
      this.#write(() => this.writer.check(position, event.result));
      return;
    }
    if (event.type === 'log') {
      this.#log(event.line);
      return;
    }
    const phase = this.#phases.find(entry => entry.phase === event.phase);
    if (!phase) return;
    if (event.type === 'phase') this.#phase(phase, event);
    else this.#progress(phase, event);
  };

  /** A line of the log that the pipeline does not write: of what lies before and after it. */
  readonly note = (
    code: DrillLogCode,
    values?: Record<string, string | number>,
  ): void => this.#log(drillLogEntry(code, values));

  /** Of a drill that never got as far as a report. */
  verdict({ outcome, reason }: Pick<DrillEnding, 'outcome' | 'reason'>): void {
    this.note(`verdict-${outcome}`, {
      reason: reason.code,
      message: reason.message,
    });
  }

  /** Waits until everything is written. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writeLines();
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

  /** Lines go to the database together, however fast they come. */
  #log(line: DrillLogEntry): void {
    this.#lines.push(...this.#limit.admit(line));
    this.#linesTimer ??= setTimeout(() => this.#writeLines(), WRITE_EVERY_MS);
  }

  #writeLines(): void {
    clearTimeout(this.#linesTimer);
    this.#linesTimer = undefined;
    const lines = this.#lines;
    if (lines.length === 0) return;
    this.#lines = [];
    this.#write(() => this.writer.log(lines));
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
