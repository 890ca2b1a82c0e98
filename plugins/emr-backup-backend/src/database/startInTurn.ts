import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import knexFactory, { type Knex } from 'knex';

/** Any number that nobody else uses in the same database. */
const ADVISORY_LOCK = 7_360_112_218;
/** A start takes seconds. One that hangs must not keep the others down. */
const WAIT_SECONDS = 180;

/** A turn to start; over when it is given back, or with the process. @public */
export interface StartTurn {
  /** Lets the next one start. */
  end(): Promise<void>;
}

const startTurnRef = createServiceRef<StartTurn>({
  id: 'emr-backup.start-turn',
  scope: 'root',
});

/**
 * Portals of one PostgreSQL start one after the other. Backstage's own tables
 * are not made for more: two that start on an empty database fail at them, and
 * sometimes leave a migration lock in two rows, which no later start can take.
 * Add it to the backend of a portal that is not alone. Does nothing on SQLite.
 * @public
 */
export const startInTurn = createServiceFactory({
  service: startTurnRef,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  initialization: 'always',
  async factory({ config, lifecycle, logger }) {
    const turn = await takeTurn(config).catch(() => {
      // Whoever needs the database tells what is wrong with it.
      logger.warn('This portal starts without waiting for others.');
      return { end: async () => {} };
    });
    lifecycle.addStartupHook(() => turn.end());
    return turn;
  },
});

/** Waits until no other portal of the same database starts. */
export async function takeTurn(config: Config): Promise<StartTurn> {
  const knex = openMainDatabase(config);
  if (!knex) return { end: async () => {} };
  try {
    const holder = await knex.transaction();
    await holder.raw(`set local lock_timeout = '${WAIT_SECONDS}s'`);
    await holder.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    return {
      async end() {
        // A connection that broke meanwhile has given the turn back itself.
        await holder.rollback().catch(() => {});
        await knex.destroy();
      },
    };
  } catch (error) {
    await knex.destroy();
    throw error;
  }
}

/** The one database that all portals see before any plugin has made its own. */
function openMainDatabase(config: Config): Knex | undefined {
  if (config.getOptionalString('backend.database.client') !== 'pg')
    return undefined;
  const connection = config.get('backend.database.connection');
  const isPlain = typeof connection === 'object' && connection !== null;
  return knexFactory({
    client: 'pg',
    connection: isPlain
      ? { database: 'postgres', ...connection }
      : String(connection),
    pool: { min: 0, max: 1 },
  });
}
