import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { DateTime } from 'luxon';
import { fillFleet } from './fleet';
import { plannerRooms } from './plannerRooms';
import { Stopwatch, tell, type Taken } from './Stopwatch';

const JOBS = 20_000;

/** In each drilled copy a backup that was not there before. */
const BACKUPS_OF_ALL = `
  insert into emr_artifacts (job_ref, store, path, key, name, bytes, files, taken_at, hollow, first_seen_at, last_seen_at)
  select job_ref, store, path, 'new', 'new', 1, 1, observed_at, false, ?, ? from emr_copies`;

const instant = (hours = 0) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

async function main(database: string, url: string): Promise<void> {
  const knex = open(database, url);
  const migrations = path.resolve(
    __dirname,
    '../../plugins/emr-backup-backend/migrations',
  );
  await knex.migrate.latest({ directory: migrations });
  await fillFleet(knex, JOBS);
  const stopwatch = new Stopwatch(knex);
  const { planner, plans } = plannerRooms(knex);
  const ticks = async (what: string, count: number) => {
    const taken: Taken[] = [];
    for (let done = 0; done < count; done += 1)
      taken.push(await stopwatch.time(() => planner.tick(new Date())));
    tell(`${database}: a tick ${what}`, taken);
  };

  await ticks(`that works out 400 of ${JOBS} new jobs`, JOBS / 400 + 1);
  // As both databases do by themselves sooner or later; what is new must not need it.
  await knex.raw('analyze');
  await ticks('when nothing changed', 20);

  const schedules = () => knex('emr_schedules');
  await knex.raw(BACKUPS_OF_ALL, [instant(), instant()]);
  await ticks('after a new backup of each job was seen', 10);
  await knex('emr_artifacts').delete();

  const rhythm = (from: string, to: string) =>
    schedules().update({
      rhythm: knex.raw('replace(rhythm, ?, ?)', [from, to]),
      due_at: instant(),
      next_at: instant(),
    });
  await rhythm('20:00-06:00', '00:00-24:00');
  await ticks(`when all ${JOBS} are due`, 5);

  const hour = (hours: number) =>
    DateTime.now().setZone('America/Halifax').plus({ hours }).toFormat('HH:00');
  await rhythm('00:00-24:00', `${hour(5)}-${hour(6)}`);
  await ticks(`in which the windows of all ${JOBS} have closed`, 4);

  await rhythm(`${hour(5)}-${hour(6)}`, '00:00-24:00');
  await knex('emr_planner').update({ ticked_at: instant(-12) });
  await schedules().update({ due_at: instant(-6) });
  await ticks(`after an absence in which all ${JOBS} were missed`, 1);

  const plan: Taken[] = [];
  for (const days of [28, 29, 30])
    plan.push(
      await stopwatch.time(() =>
        plans.plan({ days, limit: 100, offset: 0 }, new Date()),
      ),
    );
  tell(`${database}: the plan of a month`, plan);
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

main(process.argv[2], process.argv[3]);
