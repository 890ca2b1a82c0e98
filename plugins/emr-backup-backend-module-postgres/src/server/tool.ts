import { spawn, type ChildProcess } from 'node:child_process';
import type { Account } from './Account';

/** How a PostgreSQL program is started. */
export interface ToolOptions {
  cwd: string;
  account: Account | undefined;
}

/**
 * Starts a PostgreSQL program with an environment of our own: nothing of the
 * portal's settings or secrets is handed on, and messages come in English.
 */
export function startTool(
  file: string,
  args: readonly string[],
  options: ToolOptions & { stdin: boolean },
): ChildProcess {
  return spawn(file, args, {
    cwd: options.cwd,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LC_ALL: 'C',
      TZ: 'UTC',
      HOME: options.cwd,
    },
    stdio: [options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    ...(options.account && {
      uid: options.account.uid,
      gid: options.account.gid,
    }),
  });
}

/** How a program ended. Its output is for parsing, never for passing on. */
export interface ToolResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

const MAX_OUTPUT = 1024 * 1024;

/** Runs a program to its end; an aborted signal kills it. */
export async function runTool(
  file: string,
  args: readonly string[],
  options: ToolOptions & { signal: AbortSignal; input?: string },
): Promise<ToolResult> {
  options.signal.throwIfAborted();
  const child = startTool(file, args, {
    ...options,
    stdin: options.input !== undefined,
  });
  const kill = () => child.kill('SIGKILL');
  options.signal.addEventListener('abort', kill, { once: true });
  try {
    return await new Promise<ToolResult>((resolve, reject) => {
      const output = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name]?.setEncoding('latin1').on('data', (text: string) => {
          if (output[name].length < MAX_OUTPUT) output[name] += text;
        });
      }
      child.on('error', reject);
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(options.input);
      child.on('close', code => {
        if (options.signal.aborted) reject(options.signal.reason);
        else resolve({ code, ...output });
      });
    });
  } finally {
    options.signal.removeEventListener('abort', kill);
  }
}
