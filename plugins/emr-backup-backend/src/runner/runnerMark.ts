import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/**
 * A runner silent for so long is given up for lost. Shorter would end drills
 * of a machine that swaps; longer keeps a clinic's job blocked after a crash
 * on a host that never comes back.
 */
export const LOST_AFTER_SECONDS = 120;

/** Names this process: host, process id, a value no other start has, and where that process id means something. */
export const makeRunnerMark = (): string =>
  [
    os.hostname(),
    process.pid,
    randomBytes(6).toString('hex'),
    processSpace(),
  ].join('/');

/** The host a mark names. */
export const hostOfMark = (mark: string): string => mark.split('/')[0];

/**
 * Whether the runner that wrote a mark is dead. Of one whose process ids are
 * ours we can tell at once; of any other only its silence tells.
 */
export function isRunnerDead(
  mark: string,
  own: string,
  heartbeat: { at: string | null; now: Date; lostAfterSeconds?: number },
): boolean {
  const silence =
    heartbeat.at === null
      ? Infinity
      : (heartbeat.now.getTime() - Date.parse(heartbeat.at)) / 1000;
  if (silence > (heartbeat.lostAfterSeconds ?? LOST_AFTER_SECONDS)) return true;
  return mark !== own && isProcessGone(mark);
}

/** Whether the process of a mark is certainly gone. */
export function isProcessGone(mark: string): boolean {
  const [host, pid, , space] = mark.split('/');
  if (host !== os.hostname() || space !== processSpace()) return false;
  // The same process id in another start: the number was given out again.
  return Number(pid) === process.pid || !isProcessAlive(Number(pid));
}

/**
 * Two containers may have one host name and each a process 7. Where the
 * system does not tell them apart, the host name has to do.
 */
function processSpace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    const space = readlinkSync('/proc/self/ns/pid');
    return createHash('sha256')
      .update(boot.trim() + space)
      .digest('hex')
      .slice(0, 12);
  } catch {
    return 'host';
  }
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
