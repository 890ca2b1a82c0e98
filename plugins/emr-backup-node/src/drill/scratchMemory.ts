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

/** Strangers are asked again after so many looks: a process may become another program. */
const LOOKS_AT_ALL = 10;

/** Looks at the memory of the processes that work below a scratch directory. */
export class ScratchMemory {
  /** Ids of processes that were not ours. Asking all of a busy machine every time costs more than it tells. */
  readonly #strangers = new Set<string>();
  #before = new Set<string>();
  #looks = 0;

  constructor(private readonly directory: string) {}

  /**
   * Memory of every process that works below the directory. What they share is
   * counted once: the buffers of a PostgreSQL are mapped by each of its
   * processes. 0 where there is no /proc.
   */
  async taken(): Promise<number> {
    if (this.#looks++ % LOOKS_AT_ALL === 0) this.#strangers.clear();
    const entries = await fs.readdir('/proc').catch(() => []);
    const pids = new Set(entries.filter(entry => /^\d+$/.test(entry)));
    for (const pid of this.#strangers)
      if (!pids.has(pid)) this.#strangers.delete(pid);
    let own = 0;
    let shared = 0;
    for (const pid of pids) {
      if (Number(pid) === process.pid || this.#strangers.has(pid)) continue;
      const command = await read(`/proc/${pid}/cmdline`);
      if (!command.includes(this.directory)) {
        // One just forked is still called what its parent is.
        if (this.#before.has(pid)) this.#strangers.add(pid);
        continue;
      }
      const status = await read(`/proc/${pid}/status`);
      own += kilobytes(status, 'RssAnon');
      shared = Math.max(shared, kilobytes(status, 'RssShmem'));
    }
    this.#before = pids;
    return (own + shared) * 1024;
  }
}

function kilobytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}

/** Processes go while they are read. */
async function read(file: string): Promise<string> {
  return fs.readFile(file, 'utf8').catch(() => '');
}
