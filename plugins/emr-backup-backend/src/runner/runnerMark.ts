import { randomBytes } from 'node:crypto';
import os from 'node:os';

/**
 * A runner silent for so long is given up for lost. Shorter would end drills
 * of a machine that swaps; longer keeps a clinic's job blocked after a crash
 * on a host that never comes back.
 */
export const LOST_AFTER_SECONDS = 120;

/** Names this process: host, process id and a value no other start has. */
export const makeRunnerMark = (): string =>
  [os.hostname(), process.pid, randomBytes(6).toString('hex')].join('/');

/**
 * Whether the runner that wrote a mark is certainly dead. Of this host we can
 * tell at once; of another one only its silence tells.
 */
export function isRunnerDead(
  mark: string,
  own: string,
  heartbeat: { at: string | null; now: Date },
): boolean {
  if (mark === own) return false;
  const [host, pid] = mark.split('/');
  if (host === os.hostname()) {
    // The same process id in another start: the number was given out again.
    if (Number(pid) === process.pid || !isProcessAlive(Number(pid)))
      return true;
  }
  const silence =
    heartbeat.at === null
      ? Infinity
      : (heartbeat.now.getTime() - Date.parse(heartbeat.at)) / 1000;
  return silence > LOST_AFTER_SECONDS;
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
