import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import path from 'node:path';
import type { Marks } from './Marks';

const ROOT = path.resolve(__dirname, '../../../../..');
const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** A process of the run: killed, frozen and started again. */
export class Actor {
  #child: ChildProcess | undefined;

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
    },
  ) {}

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
    const { entry, config, log, environment } = this.options;
    const output = openSync(log, 'a');
    this.#child = spawn(
      process.execPath,
      ['--require', TRANSFORM, path.join(__dirname, entry), '--config', config],
      {
        cwd: path.join(ROOT, 'packages/runner'),
        env: environment,
        stdio: ['ignore', output, output],
      },
    );
  }

  /** As the out-of-memory killer does it. */
  async kill(): Promise<void> {
    const child = this.#child;
    const { pid } = this;
    if (!child || pid === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.options.marks.stopped('killed', pid);
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
    const child = this.#child;
    if (!child || this.pid === undefined) return null;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 40_000);
    const [code] = await gone;
    clearTimeout(timer);
    return code;
  }
}
