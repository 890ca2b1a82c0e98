import { setTimeout as delay } from 'node:timers/promises';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Folder of the knex migrations. */
export const migrationsDirectory = () =>
  resolvePackagePath('@emr-backup/plugin-emr-backup-backend', 'migrations');

const LOCK_TABLE = 'knex_migrations_lock';
/** Any number that nobody else uses in the same database. */
const ADVISORY_LOCK = 7_360_112_217;
/**
 * A lock that is held for so long belongs to a process that died with it.
 * Shorter would break into the migration of an older version of ours, which
 * knows this lock alone; longer keeps every replica from starting.
 */
const STALE_LOCK_MS = 30_000;

/**
 * Brings the plugin's tables up to date. Replicas may start together: one
 * migrates and the others wait for it, and one that is killed in the middle
 * holds up nobody for ever.
 */
export async function openDatabase(
  database: DatabaseService,
  options: { staleLockMs?: number } = {},
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip)
    await oneAtATime(knex, async () => {
      await freeStaleLock(knex, options.staleLockMs ?? STALE_LOCK_MS);
      await knex.migrate.latest({ directory: migrationsDirectory() });
    });
  return knex;
}

/** The lock goes with its connection, however that ends. knex's own lock is a row, which stays. */
async function oneAtATime(
  knex: Knex,
  migrate: () => Promise<void>,
): Promise<void> {
  // SQLite is one process's alone; one connection cannot both hold and migrate.
  if (knex.client.config.client !== 'pg' || knex.client.pool.max < 2) {
    await migrate();
    return;
  }
  await knex.transaction(async holder => {
    await holder.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    await migrate();
  });
}

async function freeStaleLock(knex: Knex, staleMs: number): Promise<void> {
  if (!(await knex.schema.hasTable(LOCK_TABLE))) return;
  const isHeld = async () =>
    Boolean(await knex(LOCK_TABLE).where('is_locked', 1).first());
  const until = Date.now() + staleMs;
  while (await isHeld()) {
    if (Date.now() > until) {
      await knex.migrate.forceFreeMigrationsLock({
        directory: migrationsDirectory(),
      });
      return;
    }
    await delay(200);
  }
}
