import { execFile } from 'node:child_process';
import type { DrillReport } from '../../../plugins/emr-backup-common/src';

/** What one whole `emr-drill` took, with everything it started and waited for. */
export interface WholeDrill {
  seconds: number;
  userSeconds: number;
  systemSeconds: number;
  outcome: DrillReport['outcome'];
  timings: DrillReport['timings'];
  /** How it was loaded. */
  path: string;
}

/** What a command printed and took, with everything it started and waited for. */
export interface Timed {
  stdout: string;
  seconds: number;
  userSeconds: number;
  systemSeconds: number;
}

/** Runs a command under the shell's own stopwatch, which counts the children too. */
export async function timed(
  command: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Timed> {
  const { stdout, stderr } = await new Promise<{
    stdout: string;
    stderr: string;
  }>((done, failed) =>
    execFile(
      'bash',
      ['-c', 'TIMEFORMAT=\'%3R %3U %3S\'; time "$@"', 'time', ...command],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => {
        // A failed drill is one of the things measured.
        if (error && typeof error.code !== 'number') failed(error);
        else done({ stdout: out, stderr: err });
      },
    ),
  );
  const [seconds, userSeconds, systemSeconds] = (
    stderr.trim().split('\n').at(-1) ?? ''
  )
    .split(' ')
    .map(Number);
  return { stdout, seconds, userSeconds, systemSeconds };
}

/** Runs one drill. */
export async function wholeDrill(
  command: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<WholeDrill> {
  const { stdout, ...times } = await timed(command, env);
  const report: DrillReport = JSON.parse(stdout);
  return {
    ...times,
    outcome: report.outcome,
    timings: report.timings,
    path: report.checks.find(({ id }) => id === 'loaded')?.detail ?? '',
  };
}
