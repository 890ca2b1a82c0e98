import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import { spawnIdentity, type RunAccount } from './RunAccount';

/** How a process ended. */
export interface ToolExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** How to start a tool. */
export interface ToolRequest {
  file: string;
  args: string[];
  account: RunAccount;
  cwd: string;
}

/** Kept of a tool's stderr; parsed for codes and thrown away, never passed on. */
const STDERR_LIMIT = 64 * 1024;

/**
 * A child process in a process group of its own, so that killing it leaves
 * nothing behind. Its environment is empty but for the path: nothing of ours
 * is visible to a program that reads a stranger's dump.
 */
export class ToolProcess {
  readonly #child: ChildProcess;
  readonly exited: Promise<ToolExit>;
  #stderr = '';
  #exit: ToolExit | undefined;

  private constructor(child: ChildProcess, exited: Promise<ToolExit>) {
    this.#child = child;
    this.exited = exited.then(exit => (this.#exit = exit));
    child.stderr?.setEncoding('latin1');
    child.stderr?.on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_LIMIT);
    });
  }

  static async start(request: ToolRequest): Promise<ToolProcess> {
    const child = spawn(request.file, request.args, {
      cwd: request.cwd,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
      ...spawnIdentity(request.account),
    });
    const exited = new Promise<ToolExit>(done => {
      child.once('close', (code, signal) => done({ code, signal }));
    });
    const tool = new ToolProcess(child, exited);
    await new Promise<void>((started, failed) => {
      child.once('spawn', started);
      child.once('error', error =>
        failed(
          new DrillFault(
            'engine-start',
            `The program ${request.file} could not be started.`,
            error,
          ),
        ),
      );
    });
    return tool;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get stdin(): Writable {
    if (!this.#child.stdin) throw new Error('The process has no stdin');
    return this.#child.stdin;
  }

  get stdout(): Readable {
    if (!this.#child.stdout) throw new Error('The process has no stdout');
    return this.#child.stdout;
  }

  /** The newest part of what it wrote to stderr. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Undefined while it runs. */
  get exit(): ToolExit | undefined {
    return this.#exit;
  }

  onStderr(listener: (text: string) => void) {
    this.#child.stderr?.on('data', listener);
  }

  /** Signals the whole process group; does nothing when it is gone. */
  kill(signal: NodeJS.Signals = 'SIGKILL') {
    if (this.#exit || !this.#child.pid) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      this.#child.kill(signal);
    }
  }

  /** Kills it and waits until it is gone. */
  async killAndWait(): Promise<void> {
    this.kill('SIGKILL');
    await this.exited;
  }
}
