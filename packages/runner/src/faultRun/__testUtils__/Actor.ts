import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Marks } from './Marks';

const ROOT = path.resolve(__dirname, '../../../../..');
const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** What the service manager waits before it starts a process again. */
const RESTART_MS = 1000;
/** The run's own drain, its wipes, and a machine that is slow. */
const STOP_MS = 90_000;

/** A process of the run: killed, frozen and started again, as its service manager does it when it ends by itself. */
export class Actor {
  #child: ChildProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  readonly #endings: (number | NodeJS.Signals | null)[] = [];

  constructor(
    private readonly options: {
      name: string;
      entry: 'portal.ts' | 'runner.ts';
      config: string;
      log: string;
      marks: Marks;
      environment: NodeJS.ProcessEnv;
      workDir: string;
      /** Where its API answers; runners have none. */
      port?: number;
      /** Whether it runs drills. */
      drills: boolean;
    },
  ) {}

  get drills(): boolean {
    return this.options.drills;
  }

  /** By what it ended when nobody made it end. */
  get endings(): readonly (number | NodeJS.Signals | null)[] {
    return this.#endings;
  }

  get name(): string {
    return this.options.name;
  }

  get workDir(): string {
    return this.options.workDir;
  }

  get port(): number | undefined {
    return this.options.port;
  }

  get pid(): number | undefined {
    return this.#child?.exitCode === null && this.#child.signalCode === null
      ? this.#child.pid
      : undefined;
  }

  start(): void {
    const { entry, config, log, environment, marks } = this.options;
    const output = openSync(log, 'a');
    const child = spawn(
      process.execPath,
      ['--require', TRANSFORM, path.join(__dirname, entry), '--config', config],
      {
        cwd: path.join(ROOT, 'packages/runner'),
        env: environment,
        stdio: ['ignore', output, output],
      },
    );
    closeSync(output);
    this.#child = child;
    child.once('exit', (code, signal) => {
      // Killed or stopped by the run, which starts it again when it wants to.
      if (this.#child !== child) return;
      this.#endings.push(signal ?? code);
      if (child.pid !== undefined) marks.stopped('killed', child.pid);
      this.#restart = setTimeout(() => this.start(), RESTART_MS);
    });
  }

  /** From here on its end is the run's own doing. */
  #release(): ChildProcess | undefined {
    clearTimeout(this.#restart);
    const child = this.pid === undefined ? undefined : this.#child;
    this.#child = undefined;
    return child;
  }

  /** As the out-of-memory killer does it. */
  async kill(): Promise<void> {
    const child = this.#release();
    if (child?.pid === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.options.marks.stopped('killed', child.pid);
  }

  freeze(): void {
    const { pid } = this;
    if (pid === undefined) return;
    process.kill(pid, 'SIGSTOP');
    this.options.marks.stopped('frozen', pid);
  }

  thaw(): void {
    if (this.pid !== undefined) process.kill(this.pid, 'SIGCONT');
  }

  /** As a service manager does it. Answers with the exit code. */
  async stop(): Promise<number | null> {
    const child = this.#release();
    if (!child) return null;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const [code] = await gone;
    clearTimeout(timer);
    return code;
  }
}
