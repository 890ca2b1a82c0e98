import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Folder of the knex migrations. */
export const migrationsDirectory = () =>
  resolvePackagePath('@emr-backup/plugin-emr-backup-backend', 'migrations');

/** Brings the plugin's tables up to date; knex holds a lock, so replicas may start together. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip)
    await knex.migrate.latest({ directory: migrationsDirectory() });
  return knex;
}
