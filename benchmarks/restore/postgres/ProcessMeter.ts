import { readdir, readFile } from 'node:fs/promises';

const SAMPLE_MS = 250;
/** Clock ticks a second, and bytes a page, as Linux reports them. */
const TICKS = 100;
const PAGE = 4096;

/** What the processes below this one used. Sampled: what lives shorter than a sample is missed. */
export interface Usage {
  seconds: number;
  cpuSeconds: number;
  /** Largest sum of what the processes hold for themselves, without shared memory. */
  peakBytes: number;
}

interface Seen {
  parent: number;
  ticks: number;
  privateBytes: number;
}

async function look(pid: string): Promise<[number, Seen] | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, resident, shared] = (
      await readFile(`/proc/${pid}/statm`, 'latin1')
    ).split(' ');
    return [
      Number(pid),
      {
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]),
        privateBytes: (Number(resident) - Number(shared)) * PAGE,
      },
    ];
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}

async function descendants(): Promise<Map<number, Seen>> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const all = new Map(
    (await Promise.all(pids.map(look))).filter(it => it !== undefined),
  );
  const isBelow = (pid: number): boolean => {
    const seen = all.get(pid);
    if (!seen) return false;
    return seen.parent === process.pid || isBelow(seen.parent);
  };
  return new Map([...all].filter(([pid]) => isBelow(pid)));
}

/** Measures what everything this process starts uses while the work lasts. */
export async function metered<T>(
  work: () => Promise<T>,
): Promise<{ usage: Usage; result: T }> {
  const before = await descendants();
  const ticks = new Map<number, number>();
  let peakBytes = 0;
  const sample = async () => {
    let bytes = 0;
    for (const [pid, seen] of await descendants()) {
      ticks.set(pid, seen.ticks - (before.get(pid)?.ticks ?? 0));
      bytes += seen.privateBytes;
    }
    peakBytes = Math.max(peakBytes, bytes);
  };
  const timer = setInterval(() => void sample(), SAMPLE_MS);
  const start = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    await sample();
    const cpu = [...ticks.values()].reduce((sum, one) => sum + one, 0);
    return { usage: { seconds, cpuSeconds: cpu / TICKS, peakBytes }, result };
  } finally {
    clearInterval(timer);
  }
}
