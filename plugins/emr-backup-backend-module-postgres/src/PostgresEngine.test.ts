import { chown, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  DumpSource,
  LeafKind,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { GNUMED_ROWS, GNUMED_SHAPED } from './testing/clinic';
import { bootScratch, dumpOf } from './testing/drill';
import { SourceServer } from './testing/SourceServer';

jest.setTimeout(120_000);

const never = new AbortController().signal;

async function rowsOf(server: ScratchServer, database: string) {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(GNUMED_ROWS)) {
    const [row] = await server.query(`SELECT count(*) AS n FROM ${table}`, {
      database,
    });
    counts[table] = Number(row.n);
  }
  return counts;
}

describe('a good dump of a GNUmed-shaped database', () => {
  let source: SourceServer;

  beforeAll(async () => {
    source = await SourceServer.start();
    await source.sql('postgres', 'CREATE DATABASE gnumed');
    await source.sql('gnumed', GNUMED_SHAPED);
  });
  afterAll(() => source?.stop());

  it.each<[string, LeafKind, string[]]>([
    ['plain', 'pg-plain', ['-Fp']],
    ['plain, one INSERT a row', 'pg-plain', ['-Fp', '--inserts']],
    ['plain, cleaning first', 'pg-plain', ['-Fp', '--clean']],
    ['custom', 'pg-custom', ['-Fc']],
    ['custom, not compressed', 'pg-custom', ['-Fc', '-Z0']],
    ['tar', 'pg-tar', ['-Ft']],
  ])('restores whole from %s', async (title, kind, args) => {
    const file = await source.dump('pg_dump', `${title}.dump`, [
      ...args,
      'gnumed',
    ]);
    const bytes = await source.bytes(file);
    const scratch = await bootScratch();
    try {
      const { server } = scratch;
      const result = await server.load(dumpOf(kind, bytes), { signal: never });
      expect(result).toMatchObject({
        databases: ['scratch'],
        bytes: bytes.length,
        trailer: kind === 'pg-plain' ? true : null,
      });
      expect(await server.databases()).toEqual(['scratch']);
      expect(await rowsOf(server, 'scratch')).toEqual(GNUMED_ROWS);
      const schema = await server.inspect();
      expect(schema).toMatchObject({
        routines: result.announced?.routines,
        triggers: 1,
        indexes: result.announced?.indexes,
        constraints: result.announced?.constraints,
      });
      expect(schema.constraints).toBe(9);
      expect(schema.tables.map(it => it.name).sort()).toEqual(
        result.announced?.tables.sort(),
      );
      expect(
        schema.tables.find(it => it.name === 'clin_narrative'),
      ).toMatchObject({
        schema: 'clin',
        primaryKey: ['pk'],
        foreignKeys: 1,
      });
      expect(schema.views.map(it => it.name)).toEqual([
        'm_counts',
        'v_encounters',
      ]);
    } finally {
      await scratch.end();
    }
  });

  it('restores whole from a directory', async () => {
    const directory = await source.dump('pg_dump', 'directory', [
      '-Fd',
      '-j2',
      'gnumed',
    ]);
    const scratch = await bootScratch();
    try {
      const result = await scratch.server.load(
        {
          kind: 'pg-directory',
          name: 'directory',
          directory,
          database: 'scratch',
        },
        { signal: never },
      );
      expect(result.announced?.tables).toHaveLength(8);
      expect(await rowsOf(scratch.server, 'scratch')).toEqual(GNUMED_ROWS);
      expect((await scratch.server.inspect()).constraints).toBe(9);
    } finally {
      await scratch.end();
    }
  });

  it('restores every database of pg_dumpall where the dump says, and tells their names', async () => {
    await source.sql('postgres', 'CREATE DATABASE "we ird"');
    await source.sql(
      'we ird',
      'CREATE TABLE one (two int); INSERT INTO one VALUES (3)',
    );
    await source.sql('postgres', 'CREATE TABLE stray (x int)');
    const file = await source.dump('pg_dumpall', 'all.sql', []);
    const scratch = await bootScratch();
    try {
      const { server } = scratch;
      const result = await server.load(
        dumpOf('pg-plain', await source.bytes(file)),
        { signal: never },
      );
      expect(result.trailer).toBe(true);
      expect(result.databases.sort()).toEqual(['gnumed', 'postgres', 'we ird']);
      expect(result.namedDatabases).toEqual(
        expect.arrayContaining(['gnumed', 'we ird', 'postgres', 'template1']),
      );
      expect(await server.databases()).toEqual([
        'gnumed',
        'postgres',
        'we ird',
      ]);
      expect(await rowsOf(server, 'gnumed')).toEqual(GNUMED_ROWS);
      expect(
        await server.query('SELECT two FROM one', { database: 'we ird' }),
      ).toEqual([{ two: 3 }]);
    } finally {
      await scratch.end();
    }
  });

  it('restores a dump that creates a database which then calls itself read only', async () => {
    await source.sql(
      'postgres',
      'ALTER DATABASE gnumed SET default_transaction_read_only TO on',
    );
    const file = await source.dump('pg_dump', 'created.sql', ['-C', 'gnumed']);
    const scratch = await bootScratch();
    try {
      const result = await scratch.server.load(
        dumpOf('pg-plain', await source.bytes(file)),
        { signal: never },
      );
      expect(result).toMatchObject({
        databases: ['gnumed'],
        namedDatabases: ['gnumed'],
        trailer: true,
      });
      expect(await rowsOf(scratch.server, 'gnumed')).toEqual(GNUMED_ROWS);
    } finally {
      await scratch.end();
      await source.sql(
        'postgres',
        'ALTER DATABASE gnumed RESET default_transaction_read_only',
      );
    }
  });

  it('restores a roles file before the dump, and gives no role of it any power', async () => {
    await source.sql(
      'postgres',
      'ALTER ROLE "gm-dbo" LOGIN SUPERUSER PASSWORD \'roles-secret\'',
    );
    const roles = await source.dump('pg_dumpall', 'roles.sql', [
      '--roles-only',
    ]);
    const data = await source.dump('pg_dump', 'after-roles.dump', [
      '-Fc',
      'gnumed',
    ]);
    const scratch = await bootScratch();
    try {
      const { server } = scratch;
      expect(
        await server.load(dumpOf('pg-globals', await source.bytes(roles)), {
          signal: never,
        }),
      ).toMatchObject({ trailer: true, databases: [] });
      await server.load(dumpOf('pg-custom', await source.bytes(data)), {
        signal: never,
      });
      expect(
        await server.query(
          `SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname IN ('gm-dbo', 'gm-doctors', 'postgres') ORDER BY 1`,
          { database: 'scratch' },
        ),
      ).toEqual(
        ['gm-dbo', 'gm-doctors', 'postgres'].map(rolname => ({
          rolname,
          rolsuper: 0,
          rolcanlogin: 0,
        })),
      );
    } finally {
      await scratch.end();
    }
  });

  it('runs a physical backup on a copy, recovers it, and reads it without knowing its roles', async () => {
    await source.sql('postgres', 'CREATE DATABASE spaced');
    const space = join(source.home, 'space');
    await mkdir(space);
    if (source.account) {
      await chown(space, source.account.uid, source.account.gid);
    }
    await source.sql('postgres', `CREATE TABLESPACE big LOCATION '${space}'`);
    await source.sql(
      'spaced',
      'CREATE TABLE t TABLESPACE big AS SELECT generate_series(1, 50000) AS n; REVOKE ALL ON DATABASE spaced FROM PUBLIC',
    );
    await source.sql(
      'postgres',
      "ALTER SYSTEM SET archive_command = 'touch /tmp/emr-never'",
    );
    const directory = join(source.home, 'staged');
    await source.dump('pg_basebackup', 'base', [
      '-Fp',
      '-X',
      'stream',
      '-c',
      'fast',
      '-T',
      `${space}=${join(source.home, 'base-space')}`,
    ]);
    // As an opener stages it: links followed, nothing outside the directory.
    await cp(join(source.home, 'base'), directory, {
      recursive: true,
      dereference: true,
    });
    const physical: DumpSource = {
      kind: 'pg-basebackup',
      name: 'base',
      directory,
      database: 'scratch',
    };
    const scratch = await bootScratch({}, physical);
    const { server } = scratch;
    try {
      const result = await server.load(physical, { signal: never });
      expect(result.databases).toEqual(
        expect.arrayContaining(['gnumed', 'spaced']),
      );
      expect(result).toMatchObject({ path: 'physical', trailer: null });
      expect(result.takenAt).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(await rowsOf(server, 'gnumed')).toEqual(GNUMED_ROWS);
      expect(
        await server.query('SELECT count(*) AS n FROM t', {
          database: 'spaced',
        }),
      ).toEqual([{ n: 50000 }]);
      expect(await server.checkTables?.({ signal: never })).toMatchObject({
        damaged: [],
      });
      expect(
        await server.query(`SHOW archive_command`, { database: 'gnumed' }),
      ).toEqual([{ archive_command: '(disabled)' }]);
    } finally {
      await scratch.end();
    }
  });

  it('answers queries with plain values and refuses to write, to go on too long, or to take two statements', async () => {
    const scratch = await bootScratch();
    const { server } = scratch;
    const ask = (sql: string, timeoutMs?: number) =>
      server.query(sql, { database: 'postgres', timeoutMs });
    try {
      expect(
        await ask(`SELECT timestamptz '2026-11-20 01:02:03.5+02' AS tz, timestamp '2026-11-20 01:02:03' AS ts,
                          date '2026-11-20' AS d, 9007199254740993 AS big, 5::bigint AS small, sum(x) AS total,
                          1.5::numeric AS n, 0.1::numeric(30, 20) AS fine, true AS yes, NULL AS nothing, 'é' AS text,
                          timestamptz 'infinity' AS never
                     FROM generate_series(1, 3) x`),
      ).toEqual([
        {
          tz: '2026-11-19 23:02:03.5',
          ts: '2026-11-20 01:02:03',
          d: '2026-11-20 00:00:00',
          big: BigInt('9007199254740993'),
          small: 5,
          total: 6,
          n: 1.5,
          fine: '0.10000000000000000000',
          yes: 1,
          nothing: null,
          text: 'é',
          never: 'infinity',
        },
      ]);
      await expect(ask('CREATE TABLE x (y int)')).rejects.toMatchObject({
        sqlState: '25006',
      });
      await expect(ask('SELECT 1; SELECT 2')).rejects.toMatchObject({
        sqlState: '42601',
      });
      await expect(ask('SELECT pg_sleep(30)', 50)).rejects.toMatchObject({
        sqlState: '57014',
      });
      await expect(ask("SELECT 'Secret'::int")).rejects.toThrow(
        'The query failed with SQLSTATE 22P02.',
      );
      expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(server.quoteTable({ schema: 'a"b', name: 'c' })).toBe(
        '"a""b"."c"',
      );
    } finally {
      await scratch.end();
    }
  });
});
