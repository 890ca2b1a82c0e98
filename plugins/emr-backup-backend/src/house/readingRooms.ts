import { DrillStore } from '../drills';
import { CatalogInventory, ClinicFinder, InventoryStore } from '../inventory';
import { ObservationStore, Observer } from '../observation';
import { FleetReader, jobProblems, JobReader } from '../standing';
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
}

/** Catalog → inventory → observation → standing. */
export function buildReadingRooms(
  { knex, settings, stores, keys }: Foundation,
  { auth, catalog, logger }: HouseServices,
): ReadingRooms {
  const known = InventoryStore.create(knex);
  const observations = ObservationStore.create(knex);
  const drills = DrillStore.create(knex);
  const jobs = new JobReader({
    observations,
    drills,
    problems: job => jobProblems(job, { stores, keys }),
  });
  return {
    known,
    observations,
    drills,
    jobs,
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
      everySeconds: settings.observation.everySeconds,
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
