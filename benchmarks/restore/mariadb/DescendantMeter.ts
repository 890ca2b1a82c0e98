import { readdir, readFile } from 'node:fs/promises';

const SAMPLE_MS = 200;
/** Clock ticks a second, and bytes a page, as Linux reports them. */
const TICKS = 100;
const PAGE = 4096;

/** What a piece of work used, all processes together. */
export interface Usage {
  seconds: number;
  cpuSeconds: number;
  peakBytes: number;
}

interface Seen {
  ticks: number;
  bytes: number;
}

/** The processes below one, by walking down: the whole machine's list would cost more than it measures. */
async function descendants(pid: number | 'self', found: Map<number, Seen>) {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  for (const task of tasks) {
    const path = `/proc/${pid}/task/${task}/children`;
    const text = await readFile(path, 'latin1').catch(() => '');
    for (const child of text.split(' ').filter(Boolean).map(Number)) {
      const stat = await readFile(`/proc/${child}/stat`, 'latin1').catch(
        () => '',
      );
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.set(child, {
        ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0),
        bytes: Number(fields[21] ?? 0) * PAGE,
      });
      await descendants(child, found);
    }
  }
  return found;
}

/**
 * Measures this process and everything it starts while the work lasts. The
 * processes are sampled: what one used after its last sample is missed.
 */
export async function metered<T>(
  work: () => Promise<T>,
): Promise<{ usage: Usage; result: T }> {
  const before = await descendants('self', new Map());
  const ticks = new Map<number, number>();
  let peakBytes = 0;
  const sample = async () => {
    let bytes = process.memoryUsage().rss;
    for (const [pid, seen] of await descendants('self', new Map())) {
      ticks.set(pid, seen.ticks - (before.get(pid)?.ticks ?? 0));
      bytes += seen.bytes;
    }
    peakBytes = Math.max(peakBytes, bytes);
  };
  const timer = setInterval(() => void sample(), SAMPLE_MS);
  const own = process.cpuUsage();
  const start = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(own);
    await sample();
    const theirs = [...ticks.values()].reduce((sum, one) => sum + one, 0);
    const cpuSeconds = theirs / TICKS + (user + system) / 1e6;
    return { usage: { seconds, cpuSeconds, peakBytes }, result };
  } finally {
    clearInterval(timer);
  }
}
