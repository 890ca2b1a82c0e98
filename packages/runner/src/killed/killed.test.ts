import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import { createPostgresEngine } from '@emr-backup/plugin-emr-backup-backend-module-postgres';
import { reapScratch } from '@emr-backup/plugin-emr-backup-node';
import { processesNaming } from '../faultRun/__testUtils__/leftovers';
import { SeededRandom } from '../faultRun/__testUtils__/seededRandom';
import { DrillBench } from '../limits/__testUtils__/DrillBench';
import {
  writeLargeDump,
  type DumpEngine,
} from '../limits/__testUtils__/LargeDump';

jest.setTimeout(400_000);

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const ENTRY = path.resolve(__dirname, '__testUtils__/drillsForEver.ts');
/** EMR_KILLS=200 searches for moments that these miss. */
const KILLS = Number(process.env.EMR_KILLS ?? 8);
const SEED = Number(process.env.EMR_FAULT_SEED ?? Date.now() % 1_000_000);
/** What a kernel needs to bury a killed server, with a machine that is busy. */
const BURIED_MS = 20_000;

describe('A process that is killed in the middle of its drills', () => {
  let bench: DrillBench;
  let running: ChildProcess | undefined;

  beforeEach(async () => {
    bench = await DrillBench.make();
    for (const engine of ['mariadb', 'postgres'] as const)
      await writeLargeDump(bench.at(`${engine}.sql.gz`), {
        engine,
        megabytes: 1,
      });
  });
  /** Begins to drill, once it has swept. */
  const drills = async (...engines: DumpEngine[]) => {
    const child = spawn(
      process.execPath,
      [
        '--require',
        TRANSFORM,
        ENTRY,
        bench.workDir,
        ...engines.map(engine => bench.at(`${engine}.sql.gz`)),
      ],
      {
        cwd: path.resolve(__dirname, '../..'),
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    running = child;
    const [told] = await once(child.stdout, 'data');
    expect(String(told)).toMatch(/^swept \d+\n$/);
    return child;
  };
  const killed = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const sweep = () =>
    reapScratch(bench.workDir, [createMariadbEngine(), createPostgresEngine()]);
  const servers = async () =>
    (await processesNaming(bench.workDir)).filter(({ command }) =>
      /mariadbd .*--datadir|postgres -D/.test(command),
    );
  const until = async (is: () => Promise<boolean>) => {
    const late = Date.now() + BURIED_MS;
    while (!(await is()) && Date.now() < late) await delay(20);
  };

  afterEach(async () => {
    if (running) await killed(running);
    await sweep();
    await bench.remove();
  });

  it.each<DumpEngine>(['mariadb', 'postgres'])(
    'takes its %s scratch server along, with nobody there to sweep',
    async engine => {
      await writeLargeDump(bench.at(`${engine}.sql.gz`), {
        engine,
        megabytes: 1000,
      });
      const child = await drills(engine);
      const [told] = await once(child.stdout, 'data');
      expect(String(told)).toMatch(/^loading\n/);
      expect(await servers()).not.toEqual([]);
      await killed(child);
      await until(async () => (await servers()).length === 0);
      expect(await servers()).toEqual([]);
    },
  );

  it(`leaves nothing that the next start does not remove (seed ${SEED})`, async () => {
    const random = new SeededRandom(SEED);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = await drills('mariadb', 'postgres');
      await delay(random.whole(3000));
      await killed(child);
    }
    await sweep();
    expect(await bench.leftovers()).toEqual([]);
    expect(await fs.readdir(bench.workDir)).toEqual([]);
  });
});
