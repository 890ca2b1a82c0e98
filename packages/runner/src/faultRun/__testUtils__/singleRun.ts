import { promises as fs } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import knexFactory from 'knex';
import { Actor } from './Actor';
import { amidDrill } from './faults';
import { Audit } from './Audit';
import { DrillStream } from './DrillStream';
import type { Findings } from './Findings';
import { settled } from './fleetRun';
import {
  judgeDrills,
  judgeEndings,
  judgeFaults,
  judgeRemains,
} from './judgeRun';
import { memoryFolders } from './leftovers';
import { Marks } from './Marks';
import { freePort } from './OwnPostgres';
import { SeededRandom } from './seededRandom';
import { Stage } from './Stage';

/** One process on SQLite and PGlite, killed in the middle of its drills. */
export async function singleRun(
  findings: Findings,
  options: { home: string; seed: number; kills: number },
): Promise<void> {
  const { home, seed, kills } = options;
  const random = new SeededRandom(seed);
  const memoryBefore = await memoryFolders();
  const stage = await Stage.build(home);
  const marks = new Marks(stage.at('marks'));
  const temp = stage.at('tmp');
  await fs.mkdir(temp);
  await fs.chmod(temp, 0o1777);
  const port = await freePort();
  const workDir = stage.at('work-single');
  const directory = stage.at('database');
  await fs.mkdir(directory);
  const single = new Actor({
    name: 'single',
    entry: 'portal.ts',
    config: await stage.configure('single', {
      database: { client: 'better-sqlite3', connection: { directory } },
      port,
      workDir,
      runner: {},
    }),
    log: stage.at('single.log'),
    marks,
    environment: {
      ...process.env,
      NODE_ENV: 'production',
      TMPDIR: temp,
      EMR_FAULT_MARKS: stage.at('marks'),
      EMR_FAULT_ENTITIES: stage.at('entities.json'),
    },
    workDir,
    port,
    drills: true,
  });
  const stream = new DrillStream({
    ports: [port],
    jobs: stage.jobs.slice(-4),
    random: new SeededRandom(seed + 1),
    everyMs: 1500,
  });
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: `${directory}/emr-backup.sqlite` },
    useNullAsDefault: true,
  });
  try {
    single.start();
    await stream.untilOpen();
    const audit = new Audit(knex);
    await audit.install();
    stream.start();
    for (let kill = 0; kill < kills; kill += 1) {
      await amidDrill(single, marks);
      await delay(random.whole(800));
      await amidDrill(single, marks);
      await single.kill();
      process.stderr.write('     the only process was killed\n');
      single.start();
    }
    await stream.stop();
    await settled(audit);
    await judgeDrills(findings, { audit, marks, promised: stream.promised });
    await judgeFaults(findings, { audit, marks, least: 1 });
    judgeEndings(findings, [single]);
    const code = await single.stop();
    findings.expectNone(
      'the only process stops when it is told to',
      code === 0 ? [] : [`it ended with ${code}`],
    );
    await judgeRemains(findings, {
      actors: [single],
      temp,
      home,
      memoryBefore,
    });
  } finally {
    await stream.stop();
    await knex.destroy();
    await single.kill();
  }
}
