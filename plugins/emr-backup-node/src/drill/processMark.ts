import { promises as fs } from 'node:fs';
import os from 'node:os';

/** States of a process that does nothing any more. */
const ENDED = new Set(['Z', 'X']);
/** Where the start time stands, counted from the state. */
const STARTED = 19;

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
  const fields = await statFields(mark.pid);
  // Dead, and its parent has not asked for it yet: in a container without an init nobody ever does.
  if (fields && ENDED.has(fields[0])) return false;
  return (
    mark.startedTicks === undefined || mark.startedTicks === fields?.[STARTED]
  );
}

async function startedTicks(pid: number): Promise<string | undefined> {
  return (await statFields(pid))?.[STARTED];
}

/** What /proc tells of a process, from its state on. */
async function statFields(pid: number): Promise<string[] | undefined> {
  const stat = await readOptional(`/proc/${pid}/stat`);
  // The command name in brackets may hold spaces; the fields are counted from its end.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function bootId(): Promise<string | undefined> {
  return (await readOptional('/proc/sys/kernel/random/boot_id'))?.trim();
}

async function readOptional(file: string): Promise<string | undefined> {
  return fs.readFile(file, 'utf8').catch(() => undefined);
}
