import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { CustodyStore } from '../../plugins/emr-backup-backend/src/custody';
import {
  DrillStore,
  type DrillDesk,
} from '../../plugins/emr-backup-backend/src/drills';
import { InventoryStore } from '../../plugins/emr-backup-backend/src/inventory';
import { ObservationStore } from '../../plugins/emr-backup-backend/src/observation';
import {
  ChangedJobs,
  DrillEstimates,
  DrillPlanner,
  DrillPlanReader,
  PlannerLease,
  Timetable,
  TimetableKeeper,
} from '../../plugins/emr-backup-backend/src/planner';
import { RunnerRegistry } from '../../plugins/emr-backup-backend/src/runners';
import {
  HoldStore,
  readScheduleFacts,
} from '../../plugins/emr-backup-backend/src/schedule';
import { JobReader } from '../../plugins/emr-backup-backend/src/standing';
import { quietLogger } from '../queue/quietLogger';
import { fillFleet } from './fleet';

const JOBS = 20_000;
const LIMITS = { perClinic: 1, perVendor: 8, perStore: 8 };

async function main(database: string, url: string): Promise<void> {
  const knex = open(database, url);
  const migrations = path.resolve(
    __dirname,
    '../../plugins/emr-backup-backend/migrations',
  );
  await knex.migrate.latest({ directory: migrations });
  await fillFleet(knex, JOBS);
  let queries = 0;
  knex.on('query', () => {
    queries += 1;
  });
  const { planner, plans, queued } = rooms(knex);
  const timed = async (action: () => Promise<unknown>) => {
    queries = 0;
    const began = performance.now();
    await action();
    return { ms: performance.now() - began, queries };
  };
  const tell = (what: string, measured: { ms: number; queries: number }[]) => {
    const ms = measured.map(entry => entry.ms).sort((a, b) => a - b);
    const most = Math.max(...measured.map(entry => entry.queries));
    console.log(
      `${database}: ${what}: median ${ms[Math.floor(ms.length / 2)].toFixed(
        0,
      )} ms, longest ${ms[ms.length - 1].toFixed(
        0,
      )} ms, at most ${most} queries`,
    );
  };
  const tick = () => timed(() => planner.tick(new Date()));

  const first: { ms: number; queries: number }[] = [];
  for (let count = 0; count < JOBS / 400 + 1; count += 1)
    first.push(await tick());
  tell(`a tick while ${JOBS} new jobs are worked out, 400 a tick`, first);

  const idle: { ms: number; queries: number }[] = [];
  for (let count = 0; count < 20; count += 1) idle.push(await tick());
  tell('a tick when nothing changed', idle);

  const now = new Date();
  await knex('emr_schedules').update({
    due_at: now.toISOString(),
    next_at: now.toISOString(),
  });
  const rhythms = knex('emr_schedules').update({
    rhythm: knex.raw("replace(rhythm, '20:00-06:00', '00:00-24:00')"),
  });
  await rhythms;
  const busy: { ms: number; queries: number }[] = [];
  for (let count = 0; count < 5; count += 1) busy.push(await tick());
  tell(`a tick when all ${JOBS} are due (${queued()} queued)`, busy);

  const plan: { ms: number; queries: number }[] = [];
  for (const days of [28, 29, 30])
    plan.push(
      await timed(() =>
        plans.plan({ days, limit: 100, offset: 0 }, new Date()),
      ),
    );
  tell('the plan of a month', plan);
  await knex.destroy();
}

const open = (database: string, url: string): Knex =>
  database === 'postgres'
    ? knexFactory({ client: 'pg', connection: url })
    : knexFactory({
        client: 'better-sqlite3',
        connection: {
          filename: path.join(
            mkdtempSync(path.join(os.tmpdir(), 'planner-')),
            'bench.sqlite',
          ),
        },
        useNullAsDefault: true,
        pool: { min: 1, max: 1 },
      });

function rooms(knex: Knex) {
  const known = InventoryStore.create(knex);
  const timetable = Timetable.create(knex);
  const runners = RunnerRegistry.create(knex, { lostAfterSeconds: 120 });
  let queued = 0;
  const desk: Pick<DrillDesk, 'startByRef'> = {
    startByRef: async () => {
      queued += 1;
      throw new Error('Nothing is queued in a measurement.');
    },
  };
  return {
    queued: () => queued,
    plans: new DrillPlanReader({ timetable, runners, limits: LIMITS }),
    planner: new DrillPlanner({
      lease: PlannerLease.create(knex, 'bench'),
      changed: ChangedJobs.create(knex),
      keeper: new TimetableKeeper({
        known,
        timetable,
        estimates: DrillEstimates.create(knex),
        routeOf: () => ({ pool: 'default', engine: 'mariadb' }),
        jobs: new JobReader({
          observations: ObservationStore.create(knex),
          drills: DrillStore.create(knex),
          custody: CustodyStore.create(knex),
          schedules: readScheduleFacts(HoldStore.create(knex), timetable),
          problems: async () => () => [],
        }),
      }),
      timetable,
      runners,
      desk: desk as DrillDesk,
      limits: LIMITS,
      logger: quietLogger(),
    }),
  };
}

main(process.argv[2], process.argv[3]);
