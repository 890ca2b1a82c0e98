import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  loadProfileCatalog,
  runDrill,
  type BackupStoreFactory,
  type Check,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import { readKeyRing, readSettings } from './config';
import { identitySecret, openDatabase } from './database';
import { DrillDesk, DrillLedger, DrillStore } from './drills';
import { CatalogInventory, ClinicFinder, InventoryStore } from './inventory';
import { ObservationStore, Observer } from './observation';
import { DrillPlanner } from './planner';
import { openQueueDatabase, PgBossQueue } from './queue';
import { Rounds } from './rounds';
import {
  DrillNews,
  DrillRequests,
  DrillRunner,
  makeRunnerMark,
  recover,
} from './runner';
import { FleetReader, jobProblems, JobReader } from './standing';
import { StoreRegistry } from './store';

/** Backstage services the rooms need. */
export interface HouseServices {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  logger: LoggerService;
  scheduler: SchedulerService;
  signals: SignalsService;
}

/** What modules added. */
export interface Additions {
  engines: readonly RestoreEngine[];
  stores: readonly BackupStoreFactory[];
  checks: readonly Check[];
}

/** The backend put together: what the API reads, and how it is started and stopped. */
export interface House {
  fleet: FleetReader;
  drills: DrillStore;
  desk: DrillDesk;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How often the rounds look whether something is due. */
const ROUND = { seconds: 15 };
const PLAN_TIMEOUT = { minutes: 5 };
const OBSERVE_TIMEOUT = { hours: 1 };

/** Builds each room from the ones before it. */
export async function createHouse(
  services: HouseServices,
  { engines, stores: storeFactories, checks }: Additions,
): Promise<House> {
  const { auth, catalog, config, database, logger } = services;
  const settings = readSettings(config);
  const keys = readKeyRing(config);
  const stores = StoreRegistry.create(config, storeFactories);
  const profiles = await loadProfileCatalog({
    folders: settings.profilesFolder ? [settings.profilesFolder] : [],
  });
  for (const problem of stores.problems()) logger.warn(problem);
  for (const { file, line, message } of profiles.problems)
    logger.warn(
      `The profile ${file}${
        line ? `, line ${line},` : ''
      } is left out: ${message}`,
    );

  const knex = await openDatabase(database);
  const known = InventoryStore.create(knex);
  const clinics = ClinicFinder.create(knex);
  const inventory = new CatalogInventory({
    catalog,
    auth,
    store: known,
    timezone: settings.drills.timezone,
  });

  const observations = ObservationStore.create(knex);
  const observer = new Observer({
    stores,
    observations,
    everySeconds: settings.observation.everySeconds,
    logger,
  });

  const drills = DrillStore.create(knex);
  const jobs = new JobReader({
    observations,
    drills,
    problems: job => jobProblems(job, { stores, keys }),
  });
  const fleet = new FleetReader({
    inventory: known,
    clinics,
    observations,
    jobs,
  });

  const queue = await PgBossQueue.create(
    await openQueueDatabase(knex, {
      directory: settings.queueDirectory,
      logger,
    }),
    logger,
  );
  const news = new DrillNews(services);
  const mark = makeRunnerMark();
  const runner = new DrillRunner({
    ledger: DrillLedger.create(knex, mark),
    inventory: known,
    requests: new DrillRequests({
      settings,
      stores,
      keys,
      profiles,
      observer,
      drills,
      identitySecret: await identitySecret(knex),
    }),
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
  const rounds = new Rounds({
    inventory,
    known,
    observer,
    observations,
    fleet,
    planner: new DrillPlanner({ jobs, drills, desk }),
    desk,
    recover: recoverLost,
    observationRetentionSeconds: settings.retention.observationSeconds,
    logger,
  });
  // Local: a killed process would hold a global task until its timeout, and a round made twice does no harm.
  await services.scheduler.scheduleTask({
    id: 'emr-backup-observe',
    scope: 'local',
    frequency: ROUND,
    timeout: OBSERVE_TIMEOUT,
    fn: signal => rounds.observe(signal),
  });
  await services.scheduler.scheduleTask({
    id: 'emr-backup-plan',
    scope: 'local',
    frequency: ROUND,
    timeout: PLAN_TIMEOUT,
    fn: () => rounds.plan(),
  });

  return {
    fleet,
    drills,
    desk,
    async start() {
      await recoverLost(new Date());
      await desk.resend();
      runner.start();
      await queue.work(settings.drills.concurrency, runner.run);
    },
    async stop() {
      runner.stop();
      await queue.stop();
    },
  };
}
