import { promises as fs } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { fromPglite, type Db } from 'pg-boss';
import { pooledQueries } from './pooledQueries';

/** The PostgreSQL under the queue. */
export interface QueueDatabase {
  db: Db;
  backend: 'postgres' | 'pglite';
  close(): Promise<void>;
}

/**
 * PostgreSQL of the plugin when it has one; else an embedded PGlite in a
 * folder beside the SQLite file, or in memory when that is in memory too.
 */
export async function openQueueDatabase(
  knex: Knex,
  options: { directory?: string; logger: LoggerService },
): Promise<QueueDatabase> {
  const client = String(knex.client.config.client);
  if (client === 'pg')
    return {
      db: pooledQueries(knex),
      backend: 'postgres',
      close: async () => {},
    };
  if (!client.includes('sqlite'))
    throw new InputError(
      `The database client "${client}" is not supported: EMR Backup needs PostgreSQL (pg) or SQLite (better-sqlite3).`,
    );
  const directory = options.directory ?? besideDatabase(knex);
  const pglite =
    directory === undefined
      ? await PGlite.create('memory://')
      : await openFolder(directory, options.logger);
  return {
    db: fromPglite(pglite),
    backend: 'pglite',
    close: () => pglite.close(),
  };
}

function besideDatabase(knex: Knex): string | undefined {
  const filename: string | undefined = knex.client.config.connection?.filename;
  if (!filename || filename === ':memory:') return undefined;
  const { dir, name } = path.parse(path.resolve(filename));
  return path.join(dir, `${name}-queue`);
}

/** A killed process can leave a folder that does not open again. All it held is in `emr_drills`, so it is made anew. */
async function openFolder(
  directory: string,
  logger: LoggerService,
): Promise<PGlite> {
  await fs.mkdir(directory, { recursive: true, mode: 0o700 });
  try {
    return await PGlite.create(directory);
  } catch {
    logger.warn(
      `The embedded queue in "${directory}" does not open and is made anew; queued drills are taken from the database.`,
    );
    await fs.rm(directory, { recursive: true, force: true });
    await fs.mkdir(directory, { recursive: true, mode: 0o700 });
    return await PGlite.create(directory);
  }
}
