import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DrillDesk } from '../drills';
import type { CatalogInventory, InventoryStore } from '../inventory';
import type { Observer, ObservationStore } from '../observation';
import type { DrillPlanner } from '../planner';
import type { FleetReader } from '../standing';
import { toInstant } from '../time';

/** The catalog is read so often, and at every round as long as it names no job. */
const INVENTORY_SECONDS = 60;
/** Standings change by the clock alone: a backup becomes overdue while nothing happens. */
const STANDING_SECONDS = 60;

/**
 * What is done again and again. Every replica makes its own rounds: each step
 * asks first whether it is due, and doing one twice does no harm.
 */
export class Rounds {
  #inventoryAt = 0;
  #standingsAt = 0;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly options: {
      inventory: CatalogInventory;
      known: InventoryStore;
      observer: Observer;
      observations: ObservationStore;
      fleet: FleetReader;
      planner: DrillPlanner;
      desk: DrillDesk;
      /** Ends what dead runners left. */
      recover: () => Promise<void>;
      observationRetentionSeconds: number;
      logger: LoggerService;
    },
  ) {}

  /** Catalog, lost drills, standings, plan. */
  async plan(): Promise<void> {
    const { fleet, planner, desk, recover } = this.options;
    const now = new Date();
    await this.#readCatalog(now);
    await recover();
    await desk.resend();
    if (now.getTime() - this.#standingsAt >= STANDING_SECONDS * 1000) {
      await fleet.rememberStandings(now);
      this.#standingsAt = now.getTime();
    }
    const planned = await planner.tick(new Date());
    if (planned.length > 0)
      this.options.logger.info(`Drills are due: ${planned.join(', ')}.`);
  }

  /** The stores whose time has come. */
  async observe(signal?: AbortSignal): Promise<void> {
    const { known, observer, observations, fleet } = this.options;
    const now = new Date();
    await this.#readCatalog(now);
    const { jobRefs } = await observer.observeDue(await known.jobs(), {
      now,
      signal,
    });
    for (const jobRef of jobRefs)
      await fleet.rememberStandingOf(jobRef, new Date());
    await observations.forgetGoneBefore(
      toInstant(
        now.getTime() - this.options.observationRetentionSeconds * 1000,
      ),
    );
  }

  /** Both rounds want a fresh inventory; they share one reading. */
  #readCatalog(now: Date): Promise<void> {
    this.#reading ??= this.#readCatalogNow(now).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readCatalogNow(now: Date): Promise<void> {
    if (now.getTime() - this.#inventoryAt < INVENTORY_SECONDS * 1000) return;
    const { jobs } = await this.options.inventory.refresh(now);
    // At the first start the catalog may still be reading its own locations.
    if (jobs > 0) this.#inventoryAt = now.getTime();
  }
}
