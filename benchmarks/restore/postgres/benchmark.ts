import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultServer } from './DefaultServer';
import { EQUALITY } from './equality';
import { loadHere, ours } from './ours';
import { metered, type Usage } from './ProcessMeter';

/** The plain dump is about this large at the scale 1 of `clinic.sql`. */
const MEGABYTES_AT_ONE = 540;

interface Run {
  name: string;
  run(): Promise<{ found: string; usage: Usage; path?: string }>;
  /** What is left out on purpose is not asked for. */
  partial?: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '3' },
    /** Used by the benchmark itself: KIND FILE TIER FOLDER follow. */
    load: { type: 'boolean', default: false },
    schema: { type: 'string', default: join(__dirname, 'clinic.sql') },
    /** A folder that keeps the dumps for the next run, so that rounds can be run one at a time. */
    dumps: { type: 'string' },
  },
});

async function main(): Promise<void> {
  if (values.load) {
    const [kind, file, tier, parent] = positionals;
    await loadHere(
      kind === 'pg-custom' ? kind : 'pg-plain',
      file,
      tier === 'data' ? tier : 'full',
      parent,
    );
    return;
  }
  const home = await mkdtemp(join(tmpdir(), 'emr-benchmark-postgres-'));
  await chmod(home, 0o755);
  try {
    const { plain, custom, expected } = await dumpsIn(
      values.dumps ?? home,
      home,
    );
    const times = new Map<string, Usage[]>();
    const runs = variants(home, plain, custom);
    for (let round = 1; round <= Number(values.rounds); round++)
      for (const { name, run, partial } of runs) {
        const { usage, found, path } = await run();
        const wanted = partial ? withoutIndexes(expected) : expected;
        const isEqual = (partial ? withoutIndexes(found) : found) === wanted;
        if (!isEqual) throw new Error(`${name} restored something else`);
        times.set(name, [...(times.get(name) ?? []), usage]);
        console.log(
          `round ${round}  ${name.padEnd(28)} ${show(usage)}${
            path ? `  (${path})` : ''
          }  equal`,
        );
      }
    summary(times);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The dumps of an earlier run, or new ones. */
async function dumpsIn(folder: string, home: string) {
  const [plain, custom, answer] = ['plain.sql', 'custom.dump', 'answer'].map(
    name => join(folder, name),
  );
  const kept = await readFile(answer, 'utf8').catch(() => undefined);
  if (kept !== undefined) return { plain, custom, expected: kept };
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const expected = await makeDumps(home, plain, custom);
  await writeFile(answer, expected);
  return { plain, custom, expected };
}

/** Makes both dumps; what their database answers. */
async function makeDumps(home: string, plain: string, custom: string) {
  const source = await DefaultServer.start(home);
  try {
    const script = join(home, 'clinic.sql');
    const scale = Number(values.size) / MEGABYTES_AT_ONE;
    await writeFile(script, await readFile(values.schema, 'utf8'));
    await source.tool('psql', [
      ...['-Xq', '-v', 'ON_ERROR_STOP=1', '-v', `s=${scale}`],
      ...['-f', script, 'clinic'],
    ]);
    const expected = await answerOf(source);
    // Written through a pipe: the server's account owns nothing here.
    for (const [file, format] of [
      [plain, 'plain'],
      [custom, 'custom'],
    ]) {
      await writeFile(file, '', { mode: 0o666 });
      await chmod(file, 0o666);
      await source.tool('pg_dump', ['-F', format, '-f', file, 'clinic']);
      const { size } = await stat(file);
      console.log(`${format} dump: ${(size / 1e6).toFixed(0)} MB`);
    }
    return expected;
  } finally {
    await source.stop();
  }
}

async function answerOf(server: DefaultServer): Promise<string> {
  return (await server.tool('psql', ['-XAt', '-c', EQUALITY, 'clinic'])).trim();
}

function variants(home: string, plain: string, custom: string): Run[] {
  const onDefault = async (
    load: (server: DefaultServer) => Promise<unknown>,
  ) => {
    const server = await DefaultServer.start(home);
    try {
      const { usage } = await metered(() => load(server));
      return { usage, found: await answerOf(server) };
    } finally {
      await server.stop();
    }
  };
  const byOurs = (
    kind: 'pg-plain' | 'pg-custom',
    file: string,
    tier: 'full' | 'data',
  ) => ours(kind, file, { tier, parent: home });
  return [
    {
      name: '(a) psql, plain',
      run: () =>
        onDefault(server =>
          server.tool('psql', ['-Xq', '-f', plain, 'clinic']),
        ),
    },
    {
      name: '(b) pg_restore -j2, custom',
      run: () =>
        onDefault(server =>
          server.tool('pg_restore', ['-j', '2', '-d', 'clinic', custom]),
        ),
    },
    {
      name: '(c) ours full, custom',
      run: () => byOurs('pg-custom', custom, 'full'),
    },
    {
      name: '(c2) ours full, plain',
      run: () => byOurs('pg-plain', plain, 'full'),
    },
    {
      name: '(d) ours data, plain',
      partial: true,
      run: () => byOurs('pg-plain', plain, 'data'),
    },
  ];
}

/** Keys the tier `data` has, and no index but theirs. */
function withoutIndexes(found: string): string {
  return found
    .split('\n')
    .filter(line => /^(rows|content|sequence) /.test(line))
    .filter(line => !line.startsWith('rows workload'))
    .join('\n');
}

function show({ seconds, cpuSeconds, peakBytes }: Usage): string {
  return `${seconds.toFixed(1).padStart(7)} s wall ${cpuSeconds
    .toFixed(1)
    .padStart(7)} s CPU ${(peakBytes / 1e6).toFixed(0).padStart(6)} MB`;
}

function summary(times: ReadonlyMap<string, readonly Usage[]>): void {
  const median = (numbers: number[]) =>
    numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const [first] = [...times.values()];
  const base = median(first.map(({ seconds }) => seconds));
  console.log('\nmedian');
  for (const [name, usages] of times) {
    const seconds = median(usages.map(usage => usage.seconds));
    console.log(
      `${name.padEnd(28)} ${seconds.toFixed(1).padStart(7)} s   ${(
        base / seconds
      ).toFixed(2)} x`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
