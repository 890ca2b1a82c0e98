import { promises as fs } from 'node:fs';
import os from 'node:os';

/** What of the machine one drill may take. More starves the others on it; less refuses drills that would fit. */
const SHARE = 0.8;

/** What a drill may take when nobody says otherwise: most of the container, or of the machine. */
export async function defaultMemoryLimit(): Promise<number> {
  const text = await fs
    .readFile('/sys/fs/cgroup/memory.max', 'utf8')
    .catch(() => 'max');
  const container = Number(text.trim());
  const total = os.totalmem();
  return SHARE * (container > 0 ? Math.min(container, total) : total);
}

/**
 * Memory of every process that works below a scratch directory. What they
 * share is counted once: the buffers of a PostgreSQL are mapped by each of
 * its processes. 0 where there is no /proc.
 */
export async function scratchMemory(directory: string): Promise<number> {
  const entries = await fs.readdir('/proc').catch(() => []);
  let own = 0;
  let shared = 0;
  for (const entry of entries) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const command = await read(`/proc/${entry}/cmdline`);
    if (!command.includes(directory)) continue;
    const status = await read(`/proc/${entry}/status`);
    own += kilobytes(status, 'RssAnon');
    shared = Math.max(shared, kilobytes(status, 'RssShmem'));
  }
  return (own + shared) * 1024;
}

function kilobytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}

/** Processes go while they are read. */
async function read(file: string): Promise<string> {
  return fs.readFile(file, 'utf8').catch(() => '');
}
