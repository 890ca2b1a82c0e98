import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import knexFactory, { type Knex } from 'knex';
import type { KnownJob } from '../../plugins/emr-backup-backend/src/inventory';
import {
  LookRhythm,
  ObservationStore,
  Observer,
} from '../../plugins/emr-backup-backend/src/observation';
import {
  filesystemStoreFactory,
  StoreRegistry,
} from '../../plugins/emr-backup-backend/src/store';
import { quietLogger } from '../queue/quietLogger';

const FILES = 100_000;
const FOLDERS = 100;
const copy = { store: 'shelf', path: '**/*.sql.gz', offsite: true };
const job: KnownJob = {
  ref: 'backupjob:default/lakeside',
  title: 'Lakeside',
  serverRef: null,
  serverTitle: null,
  clinicRef: null,
  clinicTitle: null,
  owner: null,
  operatedBy: null,
  product: null,
  hosting: null,
  timezone: 'America/Toronto',
  openingHours: null,
  firstSeenAt: '2026-01-01T00:00:00.000Z',
  spec: {
    owner: 'it-west',
    server: 'lakeside',
    schedule: { every: 'PT1H' },
    copies: [copy],
  },
};

async function main(database: string, url: string): Promise<void> {
  const root = fillShelf();
  const knex = open(database, url);
  await knex.migrate.latest({
    directory: path.resolve(
      __dirname,
      '../../plugins/emr-backup-backend/migrations',
    ),
  });
  const observations = ObservationStore.create(knex);
  const observer = new Observer({
    stores: StoreRegistry.create(
      new ConfigReader({
        emrBackup: { stores: { shelf: { type: 'filesystem', root } } },
      }),
      [filesystemStoreFactory],
    ),
    observations,
    rhythm: new LookRhythm({ everySeconds: 900, shortestSeconds: 60 }),
    shrunk: { below: 0.5, of: 7 },
    digestUpToBytes: 64_000_000,
    retentionSeconds: 400 * 86_400,
    logger: quietLogger(),
  });
  let writes = 0;
  knex.on('query', ({ sql }: { sql: string }) => {
    if (/^(insert|update|delete)/.test(sql)) writes += 1;
  });
  for (const what of ['the first look', 'a look when nothing changed']) {
    writes = 0;
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }, 100);
    const began = performance.now();
    await observer.observe(job, copy, { now: new Date() });
    clearInterval(watch);
    const [{ artifacts, problem }] = await observations.copies([job.ref]);
    console.log(
      `${database}: ${what}: ${artifacts} backups in ${(
        (performance.now() - began) /
        1000
      ).toFixed(1)} s, ${writes} writing statements, at most ${(
        most / 1_000_000
      ).toFixed(0)} MB more heap${problem ? `; ${problem}` : ''}`,
    );
  }
  await knex.destroy();
}

/** One backup an hour of eleven years, in folders of a thousand. */
function fillShelf(): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'shelf-'));
  const first = Date.UTC(2015, 0, 1);
  const content = 'x'.repeat(100);
  for (let folder = 0; folder < FOLDERS; folder++) {
    const within = path.join(root, `batch-${folder}`);
    mkdirSync(within);
    for (let index = 0; index < FILES / FOLDERS; index++) {
      const hour = folder * (FILES / FOLDERS) + index;
      const time = new Date(first + hour * 3_600_000);
      const stamp = time.toISOString().slice(0, 19).replace(/[:-]/g, '');
      const file = path.join(within, `emr-${stamp}Z.sql.gz`);
      writeFileSync(file, content);
      utimesSync(file, time, time);
    }
  }
  return root;
}

function open(database: string, url: string): Knex {
  return database === 'postgres'
    ? knexFactory({ client: 'pg', connection: url })
    : knexFactory({
        client: 'better-sqlite3',
        connection: {
          filename: path.join(
            mkdtempSync(path.join(os.tmpdir(), 'database-')),
            'bench.sqlite',
          ),
        },
        useNullAsDefault: true,
      });
}

main(process.argv[2], process.argv[3]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
