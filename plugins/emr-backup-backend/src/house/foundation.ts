import type { Knex } from 'knex';
import {
  loadProfileCatalog,
  type BackupStoreFactory,
  type ProfileCatalog,
} from '@emr-backup/plugin-emr-backup-node';
import {
  readKeyRing,
  readSettings,
  type KeyRing,
  type Settings,
} from '../config';
import { openDatabase } from '../database';
import { StoreRegistry } from '../store';
import type { HouseServices } from './services';

/** What every room stands on: app-config and the database. */
export interface Foundation {
  settings: Settings;
  keys: KeyRing;
  stores: StoreRegistry;
  profiles: ProfileCatalog;
  knex: Knex;
}

/** Reads app-config and opens the database. A store or profile nobody can use is logged; the others serve. */
export async function layFoundation(
  {
    config,
    database,
    logger,
  }: Pick<HouseServices, 'config' | 'database' | 'logger'>,
  storeFactories: readonly BackupStoreFactory[],
): Promise<Foundation> {
  const settings = readSettings(config);
  const keys = readKeyRing(config);
  const stores = StoreRegistry.create(config, storeFactories);
  for (const problem of stores.problems()) logger.warn(problem);
  const profiles = await loadProfileCatalog({
    folders: settings.profilesFolder ? [settings.profilesFolder] : [],
  });
  for (const { file, line, message } of profiles.problems) {
    const place = line ? `${file}, line ${line},` : file;
    logger.warn(`The profile ${place} is left out: ${message}`);
  }
  return {
    settings,
    keys,
    stores,
    profiles,
    knex: await openDatabase(database),
  };
}
