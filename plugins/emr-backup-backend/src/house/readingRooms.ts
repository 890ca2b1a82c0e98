import { DrillStore } from '../drills';
import {
  CatalogInventory,
  ClinicFinder,
  InventoryStore,
  type KnownJob,
} from '../inventory';
import { CustodyDesk, CustodyStore } from '../custody';
import { LookRhythm, ObservationStore, Observer } from '../observation';
import { routeOfJob } from '../runner';
import { missingRunner, RunnerRegistry } from '../runners';
import {
  FleetReader,
  HistoryReader,
  jobProblems,
  JobReader,
} from '../standing';
import type { Foundation } from './foundation';
import type { HouseServices } from './services';

/** The rooms that look and tell, and change nothing but our own tables. */
export interface ReadingRooms {
  inventory: CatalogInventory;
  known: InventoryStore;
  observations: ObservationStore;
  observer: Observer;
  drills: DrillStore;
  jobs: JobReader;
  fleet: FleetReader;
  custody: CustodyDesk;
  history: HistoryReader;
  runners: RunnerRegistry;
}

/** Catalog → inventory → observation → standing. */
export function buildReadingRooms(
  foundation: Foundation,
  { auth, catalog, logger }: HouseServices,
): ReadingRooms {
  const { knex, settings, stores } = foundation;
  const runners = RunnerRegistry.create(knex, settings.runner);
  const known = InventoryStore.create(knex);
  const observations = ObservationStore.create(knex);
  const drills = DrillStore.create(knex);
  const custody = CustodyStore.create(knex);
  const jobs = new JobReader({
    observations,
    drills,
    custody,
    problems: () => drillProblems(foundation, runners),
  });
  return {
    runners,
    known,
    observations,
    drills,
    jobs,
    custody: new CustodyDesk({ custody, inventory: known }),
    history: new HistoryReader({ inventory: known, observations }),
    inventory: new CatalogInventory({
      catalog,
      auth,
      store: known,
      defaults: {
        timezone: settings.drills.timezone,
        drills: settings.drills.defaults,
      },
    }),
    observer: new Observer({
      stores,
      observations,
      rhythm: new LookRhythm(settings.observation),
      shrunk: settings.observation.shrunk,
      digestUpToBytes: settings.observation.digestUpToBytes,
      retentionSeconds: settings.retention.observationSeconds,
      logger,
    }),
    fleet: new FleetReader({
      inventory: known,
      clinics: ClinicFinder.create(knex),
      observations,
      jobs,
    }),
  };
}

/** What this process lacks that no runner has either, and runners that are not there. */
async function drillProblems(
  { stores, keys, profiles }: Foundation,
  runners: RunnerRegistry,
): Promise<(job: KnownJob) => { code: string; message: string }[]> {
  const living = await runners.living();
  return job => {
    const route = routeOfJob(job, profiles);
    const problems = jobProblems(job, { stores, keys }).filter(
      ({ code }) =>
        // A key may lie at the runner alone, near the data.
        code !== 'key-unavailable' ||
        !living.some(
          ({ pools, keys: held }) =>
            pools.includes(route.pool) && held.includes(job.spec.key ?? ''),
        ),
    );
    const missing = missingRunner(route, living);
    return missing
      ? [...problems, { code: 'no-runner', message: missing }]
      : problems;
  };
}
