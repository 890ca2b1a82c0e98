import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import knexFactory, { type Knex } from 'knex';
import { Actor } from './Actor';
import { Audit } from './Audit';
import { DrillStream } from './DrillStream';
import { plannedFaults } from './faults';
import type { Findings } from './Findings';
import {
  judgeDrills,
  judgeEndings,
  judgeFaults,
  judgeRemains,
} from './judgeRun';
import { memoryFolders } from './leftovers';
import { Marks } from './Marks';
import { freePort, OwnPostgres } from './OwnPostgres';
import { SeededRandom } from './seededRandom';
import { Stage } from './Stage';

const run = promisify(execFile);
/** Backups, lost drills and their repetitions need so long at most once the faults are over. */
const SETTLE_MS = 300_000;
/** Room for the 300 MB a drill asks for, and not for much more. */
const SMALL_DISK = 'size=600m';

/** Two portals and two runners on one PostgreSQL, with everything going wrong. */
export async function fleetRun(
  findings: Findings,
  options: { home: string; seed: number; faults: number },
): Promise<void> {
  const { home, seed } = options;
  const random = new SeededRandom(seed);
  // Its own: how often drills are asked for must not change which faults come.
  const asking = new SeededRandom(seed + 1);
  const memoryBefore = await memoryFolders();
  const stage = await Stage.build(home);
  const postgres = await OwnPostgres.start(stage.at('postgres'));
  const marks = new Marks(stage.at('marks'));
  const temp = stage.at('tmp');
  await fs.mkdir(temp);
  await fs.chmod(temp, 0o1777);
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    TMPDIR: temp,
    EMR_FAULT_MARKS: stage.at('marks'),
    EMR_FAULT_ENTITIES: stage.at('entities.json'),
  };
  const connection = { host: '127.0.0.1', port: postgres.port, user: 'emr' };
  const cast = async (
    name: string,
    entry: 'portal' | 'runner',
    drills = true,
  ) => {
    const port = entry === 'portal' ? await freePort() : undefined;
    const workDir = stage.at(`work-${name}`);
    const config = await stage.configure(name, {
      database: { client: 'pg', connection },
      port,
      workDir,
      runner: { enabled: drills },
    });
    return new Actor({
      name,
      entry: entry === 'portal' ? 'portal.ts' : 'runner.ts',
      config,
      log: stage.at(`${name}.log`),
      marks,
      environment,
      workDir,
      port,
      drills,
    });
  };
  const portals = [
    await cast('portal-1', 'portal'),
    await cast('portal-2', 'portal', false),
  ];
  const runners = [
    await cast('runner-1', 'runner'),
    await cast('runner-2', 'runner'),
  ];
  const actors = [...portals, ...runners];
  const smallDisk = await mountSmallDisk(runners[1].workDir);
  const stream = new DrillStream({
    ports: portals.map(({ port }) => port ?? 0),
    jobs: stage.jobs,
    random: asking,
    everyMs: 700,
  });
  const knex = knexFactory({
    client: 'pg',
    connection: { ...connection, database: 'backstage_plugin_emr-backup' },
    // PostgreSQL is crashed on purpose; a connection that died is of no use.
    pool: { min: 0, max: 2, idleTimeoutMillis: 500 },
  });
  try {
    // All at once on an empty database: their migrations meet.
    for (const actor of actors) actor.start();
    await stream.untilOpen();
    const audit = new Audit(knex);
    await audit.install();
    stream.start();
    for (const fault of plannedFaults(random, options.faults)) {
      await delay(500 + random.whole(1500));
      const what = await fault({
        portals,
        runners,
        postgres,
        marks,
        random,
        home,
        smallDisk,
      });
      process.stderr.write(`     ${what}\n`);
    }
    await stream.stop();
    await settled(audit);
    const missing = await upAgain(knex, actors);
    findings.expectNone('every process is up again', missing);
    judgeEndings(findings, actors);
    await judgeDrills(findings, { audit, marks, promised: stream.promised });
    await judgeFaults(findings, { audit, marks, least: 10 });
    if (smallDisk === undefined)
      findings.skip(
        'a full disk is no fault of the backup',
        'only root may mount a small file system',
      );
    const codes = await Promise.all(actors.map(actor => actor.stop()));
    findings.expectNone(
      'every process stops when it is told to',
      codes.flatMap((code, index) =>
        code === 0 ? [] : [`${actors[index].name} ended with ${code}`],
      ),
    );
    if (smallDisk !== undefined) await run('umount', [smallDisk]);
    await postgres.stop();
    await judgeRemains(findings, { actors, temp, home, memoryBefore });
  } finally {
    await stream.stop();
    await knex.destroy();
    for (const actor of actors) {
      actor.thaw();
      await actor.kill();
    }
    await postgres.stop();
    if (smallDisk !== undefined)
      await run('umount', [smallDisk]).catch(() => {});
  }
}

/** Waits until nothing is queued or running. What never ends is told by the questions that follow. */
export async function settled(audit: Audit): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  while (Date.now() < until && (await audit.unfinished()) > 0) await delay(500);
}

/**
 * Waits until those that were killed last answer and run drills again: what
 * they left is swept by then, and they hear that they shall stop. Answers with
 * those that do not come.
 */
async function upAgain(
  knex: Knex,
  actors: readonly Actor[],
): Promise<string[]> {
  const answers = ({ port }: Actor) =>
    fetch(`http://127.0.0.1:${port}/api/emr-backup/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  const takesDrills = async ({ pid }: Actor) =>
    Boolean(
      await knex('emr_runners').where('id', 'like', `%/${pid}/%`).first('id'),
    );
  const isUp = async (actor: Actor) =>
    (actor.port === undefined || (await answers(actor))) &&
    (!actor.drills || (await takesDrills(actor)));
  const until = Date.now() + SETTLE_MS;
  const missing: string[] = [];
  for (const actor of actors) {
    while (Date.now() < until && !(await isUp(actor))) await delay(500);
    if (!(await isUp(actor))) missing.push(`${actor.name} is not`);
  }
  return missing;
}

async function mountSmallDisk(folder: string): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    await run('mount', [
      '-t',
      'tmpfs',
      '-o',
      SMALL_DISK,
      'emr-fault-run',
      folder,
    ]);
    return folder;
  } catch {
    return undefined;
  }
}
