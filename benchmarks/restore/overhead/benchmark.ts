import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mariadbDump, postgresDumps } from '../small/smallDumps';
import { timed, wholeDrill, type WholeDrill } from '../small/wholeDrill';
import { bareLoad, type BareKind } from './bareLoad';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '150' },
    rounds: { type: 'string', default: '3' },
    engine: { type: 'string', multiple: true, default: [] },
    drill: { type: 'string', default: 'bin/emr-drill' },
    schema: { type: 'string', default: join(__dirname, 'clinic.sql') },
    /** Used by the benchmark itself: KIND FILE FOLDER follow. */
    bare: { type: 'boolean', default: false },
  },
});
const POSTGRES_MEGABYTES_AT_ONE = 540;

interface Pair {
  bare: { load: number; cpu: number };
  drill: WholeDrill;
}

async function main(): Promise<void> {
  if (values.bare) {
    const [kind, file, parent] = positionals;
    await bareLoad(kind === 'pg-plain' ? kind : 'mysqldump', file, parent);
    return;
  }
  const home = await mkdtemp(join(tmpdir(), 'emr-benchmark-overhead-'));
  await chmod(home, 0o711);
  try {
    for (const kind of ['mysqldump', 'pg-plain'] as const) {
      if (values.engine.length > 0 && !values.engine.includes(kind)) continue;
      const file = await dump(kind, home);
      const { size } = await stat(file);
      console.log(`${kind}: ${(size / 1e6).toFixed(1)} MB of gzip`);
      const pairs: Pair[] = [];
      for (let round = 1; round <= Number(values.rounds); round++) {
        const pair = await measure(kind, file, home);
        pairs.push(pair);
        console.log(`  round ${round}: ${words(pair)}`);
      }
      console.log(`  median: ${words(median(pairs))}`);
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function dump(kind: BareKind, home: string): Promise<string> {
  const megabytes = Number(values.size);
  if (kind === 'mysqldump') return mariadbDump(home, megabytes * 1e6);
  const scale = megabytes / POSTGRES_MEGABYTES_AT_ONE;
  const [plain] = await postgresDumps(home, values.schema, scale);
  return plain;
}

/** One of each, in turn, so that both meet the same machine. */
async function measure(
  kind: BareKind,
  file: string,
  home: string,
): Promise<Pair> {
  const bare = await timed([
    ...[process.execPath, __filename, '--bare', kind, file, home],
  ]);
  const { seconds }: { seconds: number } = JSON.parse(bare.stdout);
  const drill = await wholeDrill([
    ...[values.drill, '--json', '--work-dir', join(home, 'work'), file],
  ]);
  if (drill.outcome !== 'passed')
    throw new Error(`the drill of ${file} says ${drill.outcome}`);
  const cpu = bare.userSeconds + bare.systemSeconds;
  return { bare: { load: seconds, cpu }, drill };
}

/** What stands around loading and checking. */
const overheadOf = ({ drill }: Pair) => {
  const { load, index, verify } = drill.timings;
  return drill.seconds - load - index - verify;
};

/** The pair whose overhead is in the middle. */
function median(pairs: readonly Pair[]): Pair {
  const sorted = [...pairs].sort((a, b) => overheadOf(a) - overheadOf(b));
  return sorted[Math.floor(sorted.length / 2)];
}

function words(pair: Pair): string {
  const { bare, drill } = pair;
  const { fetch, open, boot, load, index, verify, wipe, total } = drill.timings;
  const s = (seconds: number) => `${seconds.toFixed(2)} s`;
  const share = (one: number, of: number) =>
    `${((100 * one) / of).toFixed(1)} %`;
  const cpu = drill.userSeconds + drill.systemSeconds;
  const overhead = overheadOf(pair);
  return [
    `bare load ${s(bare.load)}, drill ${s(drill.seconds)}`,
    `(start ${s(drill.seconds - total)}, fetch ${s(fetch)}, open ${s(open)},`,
    `boot ${s(boot)}, load ${s(load)}, checks ${s(index + verify)},`,
    `wipe ${s(wipe)}); overhead ${s(overhead)}, ${share(
      overhead,
      load,
    )} of loading;`,
    `CPU ${s(bare.cpu)} bare with its server's start, ${s(cpu)} drill with its`,
    `checks, ${share(cpu - bare.cpu, bare.cpu)} more`,
  ].join(' ');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
