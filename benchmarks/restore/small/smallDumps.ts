import { createWriteStream } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { DefaultServer as Mariadb } from '../mariadb/DefaultServer';
import { createTable, EMR_TABLES, rowsOf } from '../mariadb/emrTables';
import { DefaultServer as Postgres } from '../postgres/DefaultServer';

/** Text that gzip makes about 1 MB of. */
const MARIADB_BYTES = 3_200_000;
/** The share of 540 MB that `pg_dump -Fc` makes about 1 MB of. */
const POSTGRES_SCALE = 0.0105;
/** An EMR has far more tables that hold little than tables that hold much. */
const SMALL_TABLES = 43;

/** One backup to drill. */
export interface SmallDump {
  name: string;
  file: string;
  bytes: number;
  outcome: 'passed' | 'failed';
}

function smallTable(n: number): string {
  const rows = Array.from(
    { length: n % 4 === 0 ? 0 : n },
    (_, row) => `(${row + 1}, 'name ${row} of ${n}', ${row % 7}, NULL)`,
  );
  return [
    `CREATE TABLE list_${n} (id int NOT NULL AUTO_INCREMENT, name varchar(80) NOT NULL,
      kind int DEFAULT NULL, changed datetime DEFAULT NULL, PRIMARY KEY (id), KEY name (name), KEY kind (kind))`,
    ...(rows.length > 0 ? [`INSERT INTO list_${n} VALUES ${rows.join()}`] : []),
  ].join(';');
}

/** A `mariadb-dump | gzip` of 50 tables with about so many bytes of text in their rows. */
export async function mariadbDump(
  home: string,
  bytes: number,
): Promise<string> {
  const source = await Mariadb.start(home);
  try {
    for (let n = 1; n <= SMALL_TABLES; n++) await source.sql(smallTable(n));
    for (const [i, table] of EMR_TABLES.entries()) {
      await source.sql(createTable(table));
      const file = join(source.home, 'rows');
      const rows = rowsOf(table, bytes * table.share, i + 1);
      await pipeline(Readable.from(rows), createWriteStream(file));
      await chmod(file, 0o644);
      await source.sql(
        `LOAD DATA INFILE '${file}' INTO TABLE ${table.name} CHARACTER SET utf8mb4`,
      );
    }
    const file = join(home, 'clinic.sql.gz');
    await source.shell(
      `mariadb-dump --no-defaults $options --single-transaction --routines emr | gzip > '${file}'`,
    );
    return file;
  } finally {
    await source.stop();
  }
}

/** A `pg_dump | gzip` and a `pg_dump -Fc` of the clinic, whose plain dump has about so many times 540 MB. */
export async function postgresDumps(
  home: string,
  schema: string,
  scale: number,
): Promise<string[]> {
  const source = await Postgres.start(home);
  try {
    const script = join(home, 'clinic.sql');
    await writeFile(script, await readFile(schema, 'utf8'));
    await source.tool('psql', [
      ...['-Xq', '-v', 'ON_ERROR_STOP=1', '-v', `s=${scale}`],
      ...['-f', script, 'clinic'],
    ]);
    const files: string[] = [];
    for (const format of ['plain', 'custom']) {
      const file = join(home, `clinic.${format}`);
      // The server's account owns nothing here.
      await writeFile(file, '', { mode: 0o666 });
      await chmod(file, 0o666);
      await source.tool('pg_dump', ['-F', format, '-f', file, 'clinic']);
      files.push(file);
    }
    const [plain, custom] = files;
    const zipped = join(home, 'clinic.pg.sql.gz');
    await writeFile(zipped, gzipSync(await readFile(plain)));
    return [zipped, custom];
  } finally {
    await source.stop();
  }
}

/** Makes the backups with the databases' own tools: two of PostgreSQL, one of MariaDB, one of nothing. */
export async function smallDumps(
  home: string,
  schema: string,
): Promise<SmallDump[]> {
  const hollow = join(home, 'hollow.sql.gz');
  await writeFile(hollow, gzipSync(''));
  const [plain, custom] = await postgresDumps(home, schema, POSTGRES_SCALE);
  const found: [string, string, SmallDump['outcome']][] = [
    ['hollow, 20 bytes of gzip', hollow, 'failed'],
    [
      'mariadb-dump | gzip, 50 tables',
      await mariadbDump(home, MARIADB_BYTES),
      'passed',
    ],
    ['pg_dump | gzip', plain, 'passed'],
    ['pg_dump -Fc', custom, 'passed'],
  ];
  return Promise.all(
    found.map(async ([name, file, outcome]) => ({
      name,
      file,
      bytes: (await stat(file)).size,
      outcome,
    })),
  );
}
