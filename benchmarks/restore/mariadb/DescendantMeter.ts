import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 500;
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

/** Empty for a process that has ended meanwhile. */
function text(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

const childrenOf = (pid: number | 'self', task: number | string): number[] =>
  text(`/proc/${pid}/task/${task}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number);

/**
 * The processes below this one. Only our own threads and the first one of
 * every other process are asked: a server has dozens that start nothing, and
 * asking them all would cost more than what is measured.
 */
function descendants(): Map<number, Seen> {
  const found = new Map<number, Seen>();
  const rest = readdirSync('/proc/self/task').flatMap(task =>
    childrenOf('self', task),
  );
  for (let pid = rest.pop(); pid !== undefined; pid = rest.pop()) {
    const stat = text(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    found.set(pid, {
      ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0),
      bytes: Number(fields[21] ?? 0) * PAGE,
    });
    rest.push(...childrenOf(pid, pid));
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
  const before = descendants();
  const ticks = new Map<number, number>();
  let peakBytes = 0;
  const sample = () => {
    let bytes = process.memoryUsage().rss;
    for (const [pid, seen] of descendants()) {
      ticks.set(pid, seen.ticks - (before.get(pid)?.ticks ?? 0));
      bytes += seen.bytes;
    }
    peakBytes = Math.max(peakBytes, bytes);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  const own = process.cpuUsage();
  const start = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(own);
    sample();
    const theirs = [...ticks.values()].reduce((sum, one) => sum + one, 0);
    const cpuSeconds = theirs / TICKS + (user + system) / 1e6;
    return { usage: { seconds, cpuSeconds, peakBytes }, result };
  } finally {
    clearInterval(timer);
  }
}
