import { readdir, readFile, readlink, realpath } from 'node:fs/promises';

/** Programs of ours that may live on after a drill died. */
const OURS = new Set(['postgres', 'initdb', 'pg_restore', 'pg_verifybackup']);

/** One process, by its number and its parent's. */
export interface ProcessEntry {
  pid: number;
  parent: number;
  name: string;
}

async function look(
  pid: string,
  directory: string,
): Promise<ProcessEntry | undefined> {
  try {
    // PostgreSQL keeps its data directory as working directory in every process.
    const cwd = (await readlink(`/proc/${pid}/cwd`)).replace(
      / \(deleted\)$/,
      '',
    );
    if (cwd !== directory && !cwd.startsWith(`${directory}/`)) return undefined;
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const end = stat.lastIndexOf(')');
    const name = stat.slice(stat.indexOf('(') + 1, end);
    const [state, parent] = stat.slice(end + 2).split(' ');
    if (state === 'Z' || !OURS.has(name)) return undefined;
    return { pid: Number(pid), parent: Number(parent), name };
  } catch {
    // It ended meanwhile, or it is another user's and so none of ours.
    return undefined;
  }
}

/** PostgreSQL processes that work below a directory, and no others. */
export async function processesBelow(
  directory: string,
): Promise<ProcessEntry[]> {
  const real = await realpath(directory).catch(() => directory);
  const pids = (await readdir('/proc').catch(() => [])).filter(name =>
    /^\d+$/.test(name),
  );
  const found = await Promise.all(pids.map(pid => look(pid, real)));
  return found.filter(it => it !== undefined);
}

/** Kills them; answers how many servers were among them, not counting their children. */
export async function reapBelow(directory: string): Promise<number> {
  const found = await processesBelow(directory);
  const pids = new Set(found.map(it => it.pid));
  const servers = found.filter(
    it => it.name === 'postgres' && !pids.has(it.parent),
  );
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
  return servers.length;
}
