import { spawn } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';

const COMMAND = path.join(__dirname, '../../../../bin/emr-drill');

/** How a run of the command ended. */
export interface CommandRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `bin/emr-drill` as its own process, as a clinic's cron would. */
export function runEmrDrill(
  args: readonly string[],
  options: {
    env?: Record<string, string>;
    /** Called with all of stderr so far, and a way to send a signal. */
    onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  } = {},
): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(COMMAND, args, {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run: CommandRun = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', chunk => {
      run.stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      run.stderr += chunk;
      options.onStderr?.(run.stderr, signal => child.kill(signal));
    });
    child.on('error', reject);
    child.on('close', code => resolve({ ...run, code }));
  });
}

/** Names of processes whose command line speaks of a folder. */
export async function processesNaming(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await fs.readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    const line = await fs
      .readFile(`/proc/${pid}/cmdline`, 'utf8')
      // It ended while we looked.
      .catch(() => '');
    if (line.includes(folder)) found.push(line.replaceAll('\0', ' '));
  }
  return found;
}
