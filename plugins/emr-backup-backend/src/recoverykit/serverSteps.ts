import { tell, type RecoveryStep } from '@emr-backup/plugin-emr-backup-common';
import { TARGET_DATABASE, type KitFacts } from './KitFacts';

/** What loads each kind of dump. */
const LOADERS: Readonly<Record<string, readonly string[]>> = {
  mysqldump: [`mariadb --sandbox ${TARGET_DATABASE} < DUMP.sql`],
  mydumper: [
    `myloader --directory=FOLDER --database=${TARGET_DATABASE} --threads=4`,
  ],
  xbstream: ['mbstream --extract --directory=FOLDER < FILE'],
  mariabackup: [
    'mariadb-backup --prepare --target-dir=FOLDER',
    'mariadb-backup --copy-back --target-dir=FOLDER',
    'chown -R mysql:mysql /var/lib/mysql',
  ],
  'mariadb-datadir': [
    'cp -a FOLDER/. /var/lib/mysql/',
    'chown -R mysql:mysql /var/lib/mysql',
  ],
  'pg-globals': ['psql --no-psqlrc --file=GLOBALS.sql postgres'],
  'pg-plain': [
    `psql --no-psqlrc --set=ON_ERROR_STOP=1 --file=DUMP.sql ${TARGET_DATABASE}`,
  ],
  'pg-custom': [`pg_restore --exit-on-error --dbname=${TARGET_DATABASE} DUMP`],
  'pg-tar': [`pg_restore --exit-on-error --dbname=${TARGET_DATABASE} DUMP`],
  'pg-directory': [
    `pg_restore --exit-on-error --jobs=4 --dbname=${TARGET_DATABASE} FOLDER`,
  ],
  'pg-basebackup': [
    'tar -xpf base.tar -C /var/lib/postgresql/data',
    'chown -R postgres:postgres /var/lib/postgresql/data',
  ],
};

/** Kinds that bring a whole server instead of being loaded into one. */
const PHYSICAL = new Set([
  'xbstream',
  'mariabackup',
  'mariadb-datadir',
  'pg-basebackup',
]);

/** A server like the one the drill proved the backup on, and the load itself. */
export function serverSteps({ report }: KitFacts): RecoveryStep[] {
  const kinds = [...new Set(report?.artifact.format ?? [])].filter(
    kind => kind in LOADERS,
  );
  if (!report?.engine || kinds.length === 0) return [];
  const isPhysical = kinds.some(kind => PHYSICAL.has(kind));
  return [
    serverStep(report.engine, isPhysical),
    {
      code: isPhysical ? 'place' : 'load',
      title: isPhysical ? 'Put the data in place' : 'Load it',
      detail: isPhysical
        ? 'The server must be stopped while its data folder is replaced.'
        : `The drill loaded ${report.counts.tables} tables. An error message is the end of the attempt: note it and ask for help before going on.`,
      told: [
        isPhysical
          ? tell('kit-stopped')
          : tell('kit-loaded', { count: report.counts.tables }),
      ],
      commands: kinds.flatMap(kind => [...LOADERS[kind]]),
    },
  ];
}

function serverStep(
  engine: {
    name: string;
    server: string | null;
    settings: Record<string, string>;
  },
  isPhysical: boolean,
): RecoveryStep {
  const isMariadb = engine.name === 'mariadb';
  const settings = Object.entries(engine.settings);
  const create = isMariadb
    ? `mariadb --execute='CREATE DATABASE ${TARGET_DATABASE}'`
    : `createdb --template=template0 ${TARGET_DATABASE}`;
  const server = `${engine.name} ${engine.server ?? ''}`.trim();
  const needed = settings
    .map(([name, value]) => `${name}=${value || "''"}`)
    .join(', ');
  return {
    code: 'server',
    title: 'Prepare a server',
    detail: [
      `The drill used ${server}.`,
      settings.length > 0
        ? `Settings it needed: ${needed}. Put them into the server's configuration first.`
        : 'It needed no settings of its own.',
      'Use a new server or a new, empty database; never the damaged one.',
    ].join(' '),
    told: [
      tell('kit-server', { server }),
      settings.length > 0
        ? tell('kit-settings', { settings: needed })
        : tell('kit-no-settings'),
      tell('kit-new-server'),
    ],
    commands: isPhysical ? [] : [create],
  };
}
