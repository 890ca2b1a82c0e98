import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { smallDumps, type SmallDump } from './smallDumps';
import { wholeDrill, type WholeDrill } from './wholeDrill';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    drill: { type: 'string', default: 'bin/emr-drill' },
    schema: { type: 'string', default: join(__dirname, 'clinic.sql') },
    /** A backup of one's own beside the made ones; may be given more than once. */
    also: { type: 'string', multiple: true, default: [] },
    'as-of': { type: 'string' },
  },
});

interface Variant {
  name: string;
  dump: SmallDump;
  /** Nothing is kept from one drill to the next. */
  cold: boolean;
}

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'emr-benchmark-small-'));
  await chmod(home, 0o711);
  try {
    const dumps = await smallDumps(home, values.schema);
    for (const file of values.also)
      dumps.push({ name: file, file, bytes: 0, outcome: 'passed' });
    console.log(`${availableParallelism()} processors`);
    for (const { name, bytes } of dumps)
      console.log(`${name}: ${(bytes / 1e6).toFixed(2)} MB`);
    const variants = dumps.flatMap((dump): Variant[] => [
      { name: dump.name, dump, cold: false },
      ...(dump.outcome === 'passed'
        ? [{ name: `${dump.name}, no template`, dump, cold: true }]
        : []),
    ]);
    const found = new Map<string, WholeDrill[]>();
    // The first makes what is kept, and is not counted.
    for (let round = 0; round <= Number(values.rounds); round++)
      for (const variant of variants) {
        const measured = await measure(home, variant);
        if (round > 0)
          found.set(variant.name, [
            ...(found.get(variant.name) ?? []),
            measured,
          ]);
      }
    summary(found);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function measure(home: string, variant: Variant): Promise<WholeDrill> {
  const cache = join(home, variant.cold ? 'no-cache' : 'cache');
  if (variant.cold) await rm(cache, { recursive: true, force: true });
  await mkdir(cache, { recursive: true, mode: 0o755 });
  const { file, outcome, name } = variant.dump;
  const asOf = values['as-of'] ? ['--as-of', values['as-of']] : [];
  const drill = await wholeDrill(
    [values.drill, '--json', '--work-dir', join(home, 'work'), ...asOf, file],
    { ...process.env, XDG_CACHE_HOME: cache, EMR_DRILL_CACHE: cache },
  );
  if (drill.outcome !== outcome)
    throw new Error(`${name}: the drill says ${drill.outcome}`);
  return drill;
}

function summary(found: ReadonlyMap<string, readonly WholeDrill[]>): void {
  const median = (numbers: number[]) =>
    numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  console.log(
    `\n${'median of a whole emr-drill'.padEnd(
      46,
    )}    wall   least     CPU    boot    load  verify`,
  );
  for (const [name, drills] of found) {
    const of = (value: (drill: WholeDrill) => number) =>
      median(drills.map(value)).toFixed(2).padStart(8);
    console.log(
      name.padEnd(46) +
        of(drill => drill.seconds) +
        Math.min(...drills.map(drill => drill.seconds))
          .toFixed(2)
          .padStart(8) +
        of(drill => drill.userSeconds + drill.systemSeconds) +
        of(drill => drill.timings.boot) +
        of(drill => drill.timings.load) +
        of(drill => drill.timings.index + drill.timings.verify),
    );
    console.log(`  ${drills[0].path}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
