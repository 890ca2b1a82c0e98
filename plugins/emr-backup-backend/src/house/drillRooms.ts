import os from 'node:os';
import { runDrill } from '@emr-backup/plugin-emr-backup-node';
import { identitySecret } from '../database';
import { DrillDesk, DrillLedger } from '../drills';
import {
  OpeningQueue,
  openQueueDatabase,
  PgBossQueue,
  routesOf,
} from '../queue';
import {
  DrillPlaces,
  DrillRequests,
  DrillRunner,
  makeRunnerMark,
  recover,
  routeOfJob,
  type DrillNews,
} from '../runner';
import { introduce, RunnerPresence } from '../runners';
import type { Foundation } from './foundation';
import type { ReadingRooms } from './readingRooms';
import type { Additions, HouseServices } from './services';

/** What the drill rooms need of the reading rooms; a runner host has no catalog. */
export type DrillSources = Pick<
  ReadingRooms,
  'known' | 'drills' | 'observer' | 'fleet' | 'runners'
>;

/** The rooms where drills are asked for and run. */
export interface DrillRooms {
  desk: DrillDesk;
  /** Names this process in what it runs. */
  mark: string;
  requests: DrillRequests;
  places: DrillPlaces;
  /** Ends what dead runners left. */
  recoverLost(): Promise<void>;
  /** Cleans up after the dead, then takes drills. Called again, it does nothing more once it succeeded. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Queue → runner → evidence. */
export async function buildDrillRooms(
  foundation: Foundation,
  rooms: DrillSources,
  {
    logger,
    news,
  }: Pick<HouseServices, 'logger'> & {
    news: Pick<DrillNews, 'tell'>;
  },
  { engines, checks }: Additions,
): Promise<DrillRooms> {
  const { knex, settings, profiles, stores, keys } = foundation;
  const { known, drills, observer, fleet, runners } = rooms;
  const { concurrency } = settings.drills;
  const { enabled, drainSeconds, lostAfterSeconds, retries } = settings.runner;
  const queue = new OpeningQueue(async () => {
    const database = await openQueueDatabase(knex, {
      directory: settings.queueDirectory,
      logger,
    });
    return PgBossQueue.create(database, logger);
  });
  const mark = makeRunnerMark();
  const places = new DrillPlaces(concurrency);
  const requests = new DrillRequests({
    ...foundation,
    observer,
    drills,
    identitySecret: await identitySecret(knex),
  });
  const runner = new DrillRunner({
    ledger: DrillLedger.create(knex, mark),
    inventory: known,
    requests,
    engines,
    checks,
    profiles,
    runDrill,
    news,
    logger,
    host: settings.runner.name ?? os.hostname(),
    lostAfterSeconds,
    onFinished: jobRef => fleet.rememberStandingOf(jobRef, new Date()),
  });
  const presence = new RunnerPresence({
    id: mark,
    registry: runners,
    lostAfterSeconds,
    running: () => runner.running,
    logger,
  });
  const desk = new DrillDesk({
    knex,
    drills,
    inventory: known,
    queue,
    routeOf: job => routeOfJob(job, profiles),
    abort: id => runner.cancel(id),
    tell: ({ id, job, state }) =>
      news.tell({ drillId: id, jobRef: job.ref, state }),
  });
  const recoverLost = () =>
    recover({
      knex,
      runner: mark,
      queue,
      engines,
      workDir: settings.workDir,
      lostAfterSeconds,
      retries,
      logger,
      onEnded: ({ id, jobRef }) =>
        news.tell({ drillId: id, jobRef, state: 'finished' }),
    });

  let opening: Promise<void> | undefined;
  const takeDrills = async () => {
    await recoverLost();
    await desk.resend();
    if (!enabled) return;
    const introduction = await introduce({
      ...settings.runner,
      places: concurrency,
      stores: stores.names(),
      keys: keys.names(),
      engines,
      logger,
    });
    await runners.forgetLost();
    await presence.begin(introduction);
    await queue.work({
      routes: routesOf(
        introduction.pools,
        introduction.engines.map(({ name }) => name),
      ),
      concurrency,
      places,
      anyQueued: () => drills.anyQueued(),
      run: runner.run,
    });
    runner.start();
  };
  return {
    desk,
    mark,
    requests,
    places,
    recoverLost,
    open() {
      opening ??= takeDrills().catch(error => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    async close() {
      await opening?.catch(() => {});
      queue.rest();
      places.close();
      await presence.drain();
      await runner.stop(drainSeconds);
      await queue.stop();
      runner.silence();
      await presence.end();
    },
  };
}
