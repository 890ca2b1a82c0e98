import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import { DefaultServer } from './DefaultServer';
import { metered, type Usage } from './DescendantMeter';
import { createTable, EMR_TABLES, rowsOf } from './emrTables';
import { ours, splittingSpeed, type Ask } from './ours';

const execute = promisify(execFile);

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '3' },
    small: { type: 'boolean', default: false },
    /** Letters of the ways to restore, for trying a change. */
    only: { type: 'string', default: 'abcd' },
  },
});
const megabytes = values.small ? 1 : Number(values.size);

interface Run {
  name: string;
  /** Secondary indexes are left out on purpose. */
  bare?: boolean;
  run(): Promise<{ usage: Usage; found: string; note?: string }>;
}

/** Rows by count and checksum, and every definition. */
async function describe(ask: Ask, bare = false): Promise<string> {
  const lines: string[] = [];
  for (const { name } of EMR_TABLES) {
    lines.push(`${name} ${await ask(`SELECT COUNT(*) FROM ${name}`)}`);
    const [sum] = await ask(`CHECKSUM TABLE ${name}`);
    lines.push(`${name} checksum ${sum.split('\t').at(-1)}`);
    if (bare) continue;
    const [definition] = await ask(`SHOW CREATE TABLE ${name}`);
    lines.push(
      definition.replace(/\\n/g, '\n').replace(/ AUTO_INCREMENT=\d+/, ''),
    );
  }
  return lines.join('\n');
}

const asker =
  (server: DefaultServer): Ask =>
  async sql =>
    (await server.sql(sql)).split('\n').slice(0, -1);

interface Dumps {
  zipped: string;
  plain: string;
  folder: string;
  expected: string;
  expectedBare: string;
}

async function makeDumps(home: string): Promise<Dumps> {
  const source = await DefaultServer.start(home);
  try {
    for (const [i, table] of EMR_TABLES.entries()) {
      await source.sql(createTable(table));
      const file = join(source.home, 'rows');
      const rows = Readable.from(
        rowsOf(table, megabytes * 1e6 * table.share, i + 1),
      );
      await pipeline(rows, createWriteStream(file));
      await chmod(file, 0o644);
      await source.sql(
        `LOAD DATA INFILE '${file}' INTO TABLE ${table.name} CHARACTER SET utf8mb4`,
      );
    }
    const [zipped, plain, folder] = ['dump.sql.gz', 'dump.sql', 'mydumper'].map(
      name => join(home, name),
    );
    await source.shell(
      `mariadb-dump --no-defaults $options --single-transaction --routines emr | tee '${plain}' | gzip > '${zipped}'`,
    );
    await source.shell(
      `mydumper $options --database=emr --threads=2 --outputdir='${folder}' 2>&1`,
    );
    const { size } = await stat(plain);
    console.log(
      `dump of ${(size / 1e6).toFixed(0)} MB, ${
        EMR_TABLES.flatMap(table =>
          table.columns.filter(column => column.index),
        ).length
      } index columns`,
    );
    return {
      zipped,
      plain,
      folder,
      expected: await describe(asker(source)),
      expectedBare: await describe(asker(source), true),
    };
  } finally {
    await source.stop();
  }
}

function variants(home: string, dumps: Dumps): Run[] {
  const onDefault = async (command: string) => {
    const server = await DefaultServer.start(home);
    try {
      const { usage } = await metered(() => server.shell(command));
      return { usage, found: await describe(asker(server)) };
    } finally {
      await server.stop();
    }
  };
  const byOurs = async (tier: 'full' | 'data') => {
    const look = (ask: Ask) => describe(ask, tier === 'data');
    const { usage, found, path, boot } = await ours(
      dumps.zipped,
      { tier, parent: home },
      look,
    );
    return { usage, found, note: `boot ${boot.toFixed(2)} s, ${path}` };
  };
  return [
    {
      name: '(a) zcat | mariadb',
      run: () =>
        onDefault(
          `zcat '${dumps.zipped}' | mariadb --no-defaults $options emr`,
        ),
    },
    {
      name: '(b) myloader, its own format',
      run: () =>
        onDefault(
          `myloader $options --database=emr --threads=2 --overwrite-tables --directory='${dumps.folder}' 2>&1`,
        ),
    },
    { name: '(c) ours full', run: () => byOurs('full') },
    { name: '(d) ours data', bare: true, run: () => byOurs('data') },
  ].filter(({ name }) => values.only.includes(name[1]));
}

const show = ({ seconds, cpuSeconds, peakBytes }: Usage) =>
  `${seconds.toFixed(1).padStart(7)} s wall ${cpuSeconds
    .toFixed(1)
    .padStart(7)} s CPU ${(peakBytes / 1e6).toFixed(0).padStart(6)} MB`;

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

function summary(times: ReadonlyMap<string, readonly Usage[]>) {
  const [first] = [...times.values()];
  const base = median(first.map(({ seconds }) => seconds));
  console.log('\nmedian');
  for (const [name, usages] of times) {
    const seconds = median(usages.map(usage => usage.seconds));
    const ratio = (base / seconds).toFixed(2);
    console.log(
      `${name.padEnd(28)} ${seconds.toFixed(1).padStart(7)} s ${ratio} x`,
    );
  }
}

async function main() {
  const home = await mkdtemp(join(tmpdir(), 'emr-benchmark-mariadb-'));
  await chmod(home, 0o755);
  try {
    const dumps = await makeDumps(home);
    const speed = await splittingSpeed(dumps.plain);
    console.log(`splitting alone: ${speed.toFixed(0)} MB a CPU second`);
    const times = new Map<string, Usage[]>();
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      for (const { name, run, bare } of variants(home, dumps)) {
        // What the run before left to be written is not this one's to wait for.
        await execute('sync');
        const { usage, found, note } = await run();
        if (found !== (bare ? dumps.expectedBare : dumps.expected)) {
          throw new Error(`${name} restored something else`);
        }
        times.set(name, [...(times.get(name) ?? []), usage]);
        const tail = note ? `  (${note})` : '';
        console.log(
          `round ${round}  ${name.padEnd(28)} ${show(usage)}  equal${tail}`,
        );
      }
    }
    summary(times);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
