import { promises as fs } from 'node:fs';
import os from 'node:os';

/** Names a process beyond its id, which the system uses again. */
export interface ProcessMark {
  host: string;
  pid: number;
  /** Start time in clock ticks since boot, from /proc; absent where there is none. */
  startedTicks?: string;
  /** Changes with each boot of the machine. */
  bootId?: string;
}

/** The mark of a process of this machine. */
export async function describeProcess(pid: number): Promise<ProcessMark> {
  return {
    host: os.hostname(),
    pid,
    startedTicks: await startedTicks(pid),
    bootId: await bootId(),
  };
}

/**
 * Whether the marked process still runs. A process of another host counts as
 * alive: it cannot be judged from here, and its work must not be removed.
 */
export async function isAlive(mark: ProcessMark): Promise<boolean> {
  if (mark.host !== os.hostname()) return true;
  if (mark.bootId !== undefined && mark.bootId !== (await bootId()))
    return false;
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (
    mark.startedTicks === undefined ||
    mark.startedTicks === (await startedTicks(mark.pid))
  );
}

async function startedTicks(pid: number): Promise<string | undefined> {
  const stat = await readOptional(`/proc/${pid}/stat`);
  // The command name in brackets may hold spaces; the fields are counted from its end.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

async function bootId(): Promise<string | undefined> {
  return (await readOptional('/proc/sys/kernel/random/boot_id'))?.trim();
}

async function readOptional(file: string): Promise<string | undefined> {
  return fs.readFile(file, 'utf8').catch(() => undefined);
}
