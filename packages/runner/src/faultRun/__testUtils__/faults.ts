import { promises as fs } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from './Actor';
import { processesNaming } from './leftovers';
import type { Marks } from './Marks';
import type { OwnPostgres } from './OwnPostgres';
import type { SeededRandom } from './seededRandom';

/** The silence after which a runner is lost, the time between two rounds of the others, and a second. */
const FREEZE_MS = (5 + 15 + 1) * 1000;

/** What the faults are made with. */
export interface FaultTools {
  portals: readonly Actor[];
  runners: readonly Actor[];
  postgres: OwnPostgres;
  marks: Marks;
  random: SeededRandom;
  home: string;
  /** Work directory on a small file system of its own; none without the right to mount. */
  smallDisk: string | undefined;
}

/** A fault: made, endured and undone. */
export type Fault = (tools: FaultTools) => Promise<string>;

/** Drills are asked for all the time; one that does not begin by then does not begin on a slow machine either. */
const AMID_DRILL_MS = 60_000;

/** Waits until a drill runs there: a fault between two drills shows little. */
export async function amidDrill(actor: Actor, marks: Marks): Promise<void> {
  const until = Date.now() + AMID_DRILL_MS;
  while (actor.drills && Date.now() < until) {
    if (actor.pid !== undefined && marks.running(actor.pid).length > 0) return;
    await delay(25);
  }
}

async function killAndRestart(
  actor: Actor,
  tools: Pick<FaultTools, 'marks' | 'random'>,
) {
  await amidDrill(actor, tools.marks);
  await delay(tools.random.whole(600));
  // The drill may be over: another one, as soon as it begins.
  await amidDrill(actor, tools.marks);
  await actor.kill();
  await delay(300 + tools.random.whole(1500));
  actor.start();
  return `${actor.name} was killed`;
}

const killRunner: Fault = tools =>
  killAndRestart(tools.random.of(tools.runners), tools);

const killPortal: Fault = tools =>
  killAndRestart(tools.random.of(tools.portals), tools);

/** Longer than the silence after which it is given up: it comes back to a drill that is not its own any more. */
const freezeRunner: Fault = async ({ runners, random, marks }) => {
  const runner = random.of(runners);
  await amidDrill(runner, marks);
  runner.freeze();
  await delay(FREEZE_MS);
  runner.thaw();
  return `${runner.name} stood still until it was given up`;
};

const crashPostgres: Fault = async ({ postgres, random }) => {
  await postgres.crashAndRestart(500 + random.whole(2000));
  return 'PostgreSQL crashed and was started again';
};

const killScratchServer: Fault = async ({ home, random }) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const servers = (await processesNaming(path.join(home, 'work'))).filter(
      ({ command }) => /mariadbd /.test(command),
    );
    if (servers.length > 0) {
      const { pid } = random.of(servers);
      try {
        process.kill(pid, 'SIGKILL');
        return `the scratch server ${pid} was killed`;
      } catch {
        // It was just about to go by itself.
      }
    }
    await delay(50);
  }
  return 'no scratch server ran';
};

const fillDisk: Fault = async ({ smallDisk }) => {
  if (smallDisk === undefined) return 'no disk was filled';
  const filler = path.join(smallDisk, 'filler');
  const { bavail, bsize } = await fs.statfs(smallDisk);
  await fs.writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => {});
  await delay(6000);
  await fs.rm(filler, { force: true });
  return 'the disk of one runner was full for six seconds';
};

/** Every kind at least once, in an order the seed decides. */
export function plannedFaults(random: SeededRandom, more: number): Fault[] {
  const kinds = [
    killRunner,
    killPortal,
    freezeRunner,
    crashPostgres,
    killScratchServer,
    fillDisk,
  ];
  const extra = Array.from({ length: more }, () =>
    random.of([killRunner, killRunner, killPortal, killScratchServer]),
  );
  return random.shuffled([...kinds, ...extra]);
}
