import { runDrill } from '@emr-backup/plugin-emr-backup-node';
import { identitySecret } from '../database';
import { DrillDesk, DrillLedger } from '../drills';
import { OpeningQueue, openQueueDatabase, PgBossQueue } from '../queue';
import {
  DrillNews,
  DrillPlaces,
  DrillRequests,
  DrillRunner,
  makeRunnerMark,
  recover,
} from '../runner';
import type { Foundation } from './foundation';
import type { ReadingRooms } from './readingRooms';
import type { Additions, HouseServices } from './services';

/** The rooms where drills are asked for and run. */
export interface DrillRooms {
  desk: DrillDesk;
  /** Names this process in what it runs. */
  mark: string;
  requests: DrillRequests;
  places: DrillPlaces;
  /** Ends what dead runners left. */
  recoverLost(now: Date): Promise<void>;
  /** Cleans up after the dead, then takes drills. Called again, it does nothing more once it succeeded. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Queue → runner → evidence. */
export async function buildDrillRooms(
  foundation: Foundation,
  rooms: ReadingRooms,
  services: HouseServices,
  { engines, checks }: Additions,
): Promise<DrillRooms> {
  const { knex, settings, profiles } = foundation;
  const { known, drills, observer, fleet } = rooms;
  const { logger } = services;
  const queue = new OpeningQueue(async () => {
    const database = await openQueueDatabase(knex, {
      directory: settings.queueDirectory,
      logger,
    });
    return PgBossQueue.create(database, logger);
  });
  const news = new DrillNews(services);
  const mark = makeRunnerMark();
  const places = new DrillPlaces(settings.drills.concurrency);
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
    places,
    engines,
    checks,
    profiles,
    runDrill,
    news,
    logger,
    onFinished: jobRef => fleet.rememberStandingOf(jobRef, new Date()),
  });
  const desk = new DrillDesk({
    knex,
    drills,
    inventory: known,
    queue,
    abort: id => runner.cancel(id),
    tell: ({ id, job, state }) =>
      news.tell({ drillId: id, jobRef: job.ref, state }),
  });
  const recoverLost = (now: Date) =>
    recover(
      {
        knex,
        runner: mark,
        queue,
        engines,
        workDir: settings.workDir,
        logger,
        onEnded: ({ id, jobRef }) =>
          news.tell({ drillId: id, jobRef, state: 'finished' }),
      },
      now,
    );

  let opening: Promise<void> | undefined;
  const takeDrills = async () => {
    await recoverLost(new Date());
    await desk.resend();
    await queue.work(settings.drills.concurrency, runner.run);
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
      runner.stop();
      places.close();
      await queue.stop();
    },
  };
}
