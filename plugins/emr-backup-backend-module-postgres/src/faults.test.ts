import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  DumpSource,
  LeafKind,
  LoadResult,
  RestoredSchema,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { GNUMED_SHAPED } from './testing/clinic';
import { bootScratch, dumpOf, type Scratch } from './testing/drill';
import { SourceServer } from './testing/SourceServer';

jest.setTimeout(240_000);

const never = new AbortController().signal;

let source: SourceServer;
let shared: Scratch;
let databases = 0;
const dumps = new Map<string, Buffer>();

beforeAll(async () => {
  [source, shared] = await Promise.all([SourceServer.start(), bootScratch()]);
  await source.sql('postgres', 'CREATE DATABASE gnumed');
  await source.sql('gnumed', GNUMED_SHAPED);
  for (const [kind, args] of [
    ['pg-plain', ['-Fp']],
    ['pg-custom', ['-Fc']],
    ['pg-tar', ['-Ft']],
  ] as const) {
    const file = await source.dump('pg_dump', kind, [...args, 'gnumed']);
    dumps.set(kind, await source.bytes(file));
  }
});
afterAll(async () => {
  await shared?.end();
  await source?.stop();
});

function whole(kind: LeafKind): Buffer {
  const bytes = dumps.get(kind);
  if (!bytes) throw new Error(`no dump of kind ${kind}`);
  return bytes;
}

type Outcome =
  | { code: string; message: string; name: string }
  | { result: LoadResult; schema: RestoredSchema };

/** What a load ends with: the fault's code, or the result and what is there. */
async function outcomeOn(
  server: ScratchServer,
  dump: DumpSource,
): Promise<Outcome> {
  try {
    const result = await server.load(dump, { signal: never });
    return { result, schema: await server.inspect() };
  } catch (error) {
    const { code, message, name } = error as Error & { code: string };
    return { code, message, name };
  }
}

/** On a server of its own, as a drill would. */
async function outcome(dump: DumpSource): Promise<Outcome> {
  const scratch = await bootScratch();
  try {
    return await outcomeOn(scratch.server, dump);
  } finally {
    await scratch.end();
  }
}

/** In a database of its own on one server: enough for what must fail, and much faster. */
async function fault(dump: DumpSource): Promise<Outcome> {
  databases += 1;
  return outcomeOn(shared.server, {
    ...dump,
    database: `scratch_${databases}`,
  });
}

const plain = (text: string) => dumpOf('pg-plain', Buffer.from(text));

describe('a dump that was cut', () => {
  it.each([0.1, 0.4, 0.7, 0.95, 0.99])(
    'at %f of a custom archive is truncated',
    async share => {
      const bytes = whole('pg-custom');
      expect(
        await fault(
          dumpOf(
            'pg-custom',
            bytes.subarray(0, Math.floor(bytes.length * share)),
          ),
        ),
      ).toMatchObject({ name: 'BackupFault', code: 'truncated' });
    },
  );

  it.each([0.1, 0.5, 0.9])(
    'at %f of a tar archive is truncated',
    async share => {
      const bytes = whole('pg-tar');
      expect(
        await fault(
          dumpOf('pg-tar', bytes.subarray(0, Math.floor(bytes.length * share))),
        ),
      ).toMatchObject({ name: 'BackupFault', code: 'truncated' });
    },
  );

  it('in the middle of rows is truncated', async () => {
    const text = whole('pg-plain');
    const at = text.indexOf('COPY clin.encounter') + 3000;
    expect(await fault(dumpOf('pg-plain', text.subarray(0, at)))).toMatchObject(
      { name: 'BackupFault', code: 'truncated' },
    );
  });

  it('at a statement border loads all rows, and the missing trailer and constraints show', async () => {
    const text = whole('pg-plain');
    const at = text.indexOf('ALTER TABLE ONLY clin.clin_narrative\n    ADD');
    const got = await outcome(dumpOf('pg-plain', text.subarray(0, at)));
    expect(got).toMatchObject({
      result: { trailer: false },
      schema: { constraints: 3, indexes: 0 },
    });
  });

  it('in a directory, at any file, is truncated', async () => {
    const directory = await source.dump('pg_dump', 'cut-directory', [
      '-Fd',
      'gnumed',
    ]);
    const files = (await readdir(directory)).filter(it => it.endsWith('.gz'));
    const sizes = await Promise.all(
      files.map(async name => ({
        name,
        size: (await readFile(join(directory, name))).length,
      })),
    );
    const [{ name, size }] = sizes.sort((a, b) => b.size - a.size);
    await truncate(join(directory, name), Math.floor(size / 2));
    expect(
      await fault({
        kind: 'pg-directory',
        name: 'a directory',
        directory,
        database: 'scratch',
      }),
    ).toMatchObject({ name: 'BackupFault', code: 'truncated' });
  });

  it('in a directory that lacks one table’s file is truncated', async () => {
    const directory = await source.dump('pg_dump', 'gap-directory', [
      '-Fd',
      '-Z0',
      'gnumed',
    ]);
    const [name] = (await readdir(directory)).filter(it =>
      /^\d+\.dat$/.test(it),
    );
    await rm(join(directory, name));
    expect(
      await fault({
        kind: 'pg-directory',
        name: 'a directory',
        directory,
        database: 'scratch',
      }),
    ).toMatchObject({ name: 'BackupFault', code: 'truncated' });
  });
});

describe('a dump with flipped bytes', () => {
  it.each([0.5, 0.6, 0.8])(
    'at %f of a compressed archive is the backup’s fault',
    async share => {
      const bytes = Buffer.from(whole('pg-custom'));
      const at = Math.floor(bytes.length * share);
      for (let i = 0; i < 8; i++) bytes[at + i] = 255 - bytes[at + i];
      const got = await fault(dumpOf('pg-custom', bytes));
      expect(got).toMatchObject({ name: 'BackupFault' });
      expect(['archive-damaged', 'truncated', 'load-error']).toContain(
        'code' in got && got.code,
      );
    },
  );

  it('in a COPY line is a load error with its line, and nothing of the rows behind it', async () => {
    const text = whole('pg-plain')
      .toString('latin1')
      .replace('COPY dem.identity', 'CAPY dem.identity');
    const got = await fault(dumpOf('pg-plain', Buffer.from(text, 'latin1')));
    expect(got).toMatchObject({ name: 'BackupFault', code: 'load-error' });
    expect('message' in got && got.message).not.toMatch(/ller|Zo/);
  });

  it('in a row is a load error that names the table, the row and the SQLSTATE', async () => {
    expect(
      await fault(
        plain(
          'CREATE TABLE public.visit (n integer);\nCOPY public.visit (n) FROM stdin;\n1\nSecret\n\\.\n',
        ),
      ),
    ).toMatchObject({
      name: 'BackupFault',
      code: 'load-error',
      message:
        'backup of kind pg-plain cannot be restored: PostgreSQL stopped in the rows of table visit, row 2, from line 2 on with SQLSTATE 22P02, a value that does not fit its type.',
    });
  });
});

describe('a dump that reaches for the machine', () => {
  it.each([
    ['\\! touch /tmp/emr-never\n', '\\!'],
    ['SELECT 1;\n\\i /etc/passwd\n', '\\i'],
    ['\\copy t from program id\n', '\\copy'],
    ['CREATE TABLE t (a int);\nSELECT 1 \\g |id\n', '\\g'],
    ['\\o |cat\n', '\\o'],
    ['\\set x `id`\n', '\\set'],
    ["COPY t FROM PROGRAM 'id';\n", 'COPY'],
    ["CREATE TABLE t (a text);\nCOPY t FROM '/etc/passwd';\n", 'COPY'],
    [
      "DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''id'''; END $$;\n",
      '42501',
    ],
    ["SELECT pg_catalog.pg_read_file('/etc/passwd');\n", '42501'],
    [
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''id'''; RETURN 1; END $$;\nSELECT f();\n",
      '42501',
    ],
    ["SELECT lo_import('/etc/passwd');\n", '42501'],
    ["ALTER SYSTEM SET archive_command = 'id';\n", 'ALTER SYSTEM'],
    [
      "CREATE ROLE x SUPERUSER LOGIN PASSWORD 'x';\nSET ROLE x;\nDO $$ BEGIN EXECUTE 'SET ROLE emr_scratch_admin'; END $$;\n",
      '42501',
    ],
  ])('%j is refused', async (script, named) => {
    const got = await fault(plain(script));
    expect(got).toMatchObject({
      name: 'BackupFault',
      code: 'client-command-in-dump',
    });
    expect('message' in got && got.message).toContain(named);
  });

  it('in an archive is refused as well', async () => {
    await source.sql('postgres', 'CREATE DATABASE evil');
    await source.sql(
      'evil',
      "CREATE TABLE t (a text); CREATE FUNCTION f() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT pg_catalog.pg_read_file('/etc/passwd') $$; CREATE INDEX i ON t (f()); INSERT INTO t VALUES ('x');",
    );
    const file = await source.dump('pg_dump', 'evil.dump', ['-Fc', 'evil']);
    await source.sql('postgres', 'DROP DATABASE evil');
    expect(
      await fault(dumpOf('pg-custom', await source.bytes(file))),
    ).toMatchObject({ code: 'client-command-in-dump' });
  });

  it('in words only, as data, in bodies, in names and comments, is a good dump', async () => {
    const got = await outcome(
      plain(`-- \\! id
/* \\i file */
CREATE TABLE public.t (a text, "\\! id" text);
COPY public.t (a) FROM stdin;
\\\\! id
COPY x FROM PROGRAM 'id';
\\\\.
\\N
\\.
INSERT INTO public.t (a) VALUES ('\\! id'), (E'\\\\! id\\n\\\\i file'), ('COPY x TO PROGRAM');
CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $f$ SELECT '\\! id'; $f$;
COMMENT ON TABLE public.t IS '\\copy t from program';
`),
    );
    expect(got).toMatchObject({
      result: { trailer: null, databases: ['scratch'] },
      schema: { routines: 1 },
    });
  });

  it('by another host is refused', async () => {
    expect(
      await fault(plain('\\connect db user other.example 5432\n')),
    ).toMatchObject({ code: 'client-command-in-dump' });
  });
});

describe('what this machine lacks', () => {
  it('an extension is named, and the backup not blamed', async () => {
    const got = await fault(
      plain('CREATE EXTENSION IF NOT EXISTS timescaledb WITH SCHEMA public;\n'),
    );
    expect(got).toMatchObject({
      name: 'DrillFault',
      code: 'missing-extension',
    });
    expect('message' in got && got.message).toContain('"timescaledb"');
  });

  it('a library of C functions is named', async () => {
    expect(
      await fault(
        plain(
          "CREATE FUNCTION public.crosstab(text) RETURNS SETOF record LANGUAGE c AS '$libdir/tablefunc', 'crosstab';\nCREATE FUNCTION public.x(text) RETURNS text LANGUAGE c AS '$libdir/nowhere', 'x';\n",
        ),
      ),
    ).toMatchObject({ name: 'DrillFault', code: 'missing-extension' });
  });

  it('a collation is named', async () => {
    const got = await fault(
      plain(
        'CREATE TABLE public.t (a text COLLATE pg_catalog."xx_XX.utf8");\n',
      ),
    );
    expect(got).toMatchObject({
      name: 'DrillFault',
      code: 'environment-collation',
    });
    expect('message' in got && got.message).toContain('"xx_XX.utf8"');
  });

  it('a role without a roles file is no fault at all', async () => {
    expect(
      await fault(
        plain(`CREATE SCHEMA clinic AUTHORIZATION "nobody knows";
CREATE TABLE clinic.t (a int);
ALTER TABLE clinic.t OWNER TO "nobody knows";
GRANT SELECT ON clinic.t TO someone;
ALTER TABLE clinic.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON clinic.t TO stranger USING (true);
ALTER DEFAULT PRIVILEGES FOR ROLE other IN SCHEMA clinic GRANT SELECT ON TABLES TO third;
`),
      ),
    ).toMatchObject({
      result: { databases: [expect.stringMatching(/^scratch_/)] },
    });
  });

  it('a newer version is named for a script', async () => {
    const text = whole('pg-plain')
      .toString('latin1')
      .replace(/from database version 15[^\n]*/, 'from database version 99.1');
    const got = await fault(dumpOf('pg-plain', Buffer.from(text, 'latin1')));
    expect(got).toMatchObject({ name: 'DrillFault', code: 'engine-version' });
    expect('message' in got && got.message).toContain('postgresql-99');
  });

  it('a newer version is named for an archive', async () => {
    const bytes = Buffer.from(whole('pg-custom'));
    // Archive version 1.16, whose header has one byte in place of the compression level.
    bytes[6] = 16;
    const head = Buffer.concat([bytes.subarray(0, 11), bytes.subarray(15)]);
    const at = head.indexOf('15.');
    const versions = Buffer.from(
      head.toString('latin1').replace(/15\.(\d+)/g, '99.$1'),
      'latin1',
    );
    expect(at).toBeGreaterThan(0);
    const got = await fault(dumpOf('pg-custom', versions));
    expect(got).toMatchObject({ name: 'DrillFault', code: 'engine-version' });
    expect('message' in got && got.message).toContain('pg_dump 99.');
  });

  it('settings of a newer pg_dump are passed over', async () => {
    expect(
      await fault(
        plain('SET transaction_timeout = 0;\nCREATE TABLE public.t (a int);\n'),
      ),
    ).toMatchObject({
      result: { databases: [expect.stringMatching(/^scratch_/)] },
    });
  });
});

describe('privacy', () => {
  const MARKER = 'Zyxwmarker';

  it.each([
    [
      'a row that does not fit',
      `COPY public.p (a, n) FROM stdin;\n${MARKER}\t${MARKER}\n\\.\n`,
    ],
    [
      'a duplicate key',
      `ALTER TABLE public.p ADD PRIMARY KEY (a);\nINSERT INTO public.p VALUES ('${MARKER}', 1), ('${MARKER}', 2);\n`,
    ],
    [
      'a broken check',
      `ALTER TABLE public.p ADD CHECK (a <> '${MARKER}');\nINSERT INTO public.p VALUES ('${MARKER}', 1);\n`,
    ],
    ['rows that lost their COPY', `${MARKER}\t1\n${MARKER};\n`],
    ['rows that look like commands', `\\${MARKER} x\n`],
    ['an extension that is a patient', `CREATE EXTENSION "${MARKER} Smith";\n`],
    ['a raised error', `DO $$ BEGIN RAISE EXCEPTION '${MARKER}'; END $$;\n`],
    ['a statement that is a row', `INSERT INTO ${MARKER} VALUES (1);\n`],
  ])('%s never surfaces', async (_title, script) => {
    const written: string[] = [];
    const spies = (['stdout', 'stderr'] as const).map(name =>
      jest.spyOn(process[name], 'write').mockImplementation(text => {
        written.push(String(text));
        return true;
      }),
    );
    let thrown: unknown;
    databases += 1;
    try {
      await shared.server.load(
        {
          ...plain(`CREATE TABLE public.p (a text, n int);\n${script}`),
          database: `scratch_${databases}`,
        },
        { signal: never },
      );
    } catch (error) {
      thrown = error;
    } finally {
      spies.forEach(spy => spy.mockRestore());
    }
    expect(thrown).toMatchObject({ name: 'BackupFault' });
    const { stack = '', message, cause } = thrown as Error;
    for (const text of [
      stack,
      message,
      String(cause),
      JSON.stringify(thrown),
      ...written,
    ]) {
      expect(text).not.toContain(MARKER);
    }
  });

  it('keeps rows out of the server’s own files that outlive a statement', async () => {
    const scratch = await bootScratch();
    try {
      await expect(
        scratch.server.query(`SELECT '${MARKER}'::int`, {
          database: 'postgres',
        }),
      ).rejects.toThrow('The query failed with SQLSTATE 22P02.');
      const names = await readdir(join(scratch.workDir, 'postgres', 'data'));
      expect(names.filter(it => /log/.test(it))).toEqual(['pg_logical']);
    } finally {
      await scratch.end();
    }
  });
});

describe('a physical backup', () => {
  it('with a flipped byte does not match its manifest', async () => {
    const base = await source.dump('pg_basebackup', 'base-damaged', [
      '-Fp',
      '-X',
      'stream',
      '-c',
      'fast',
    ]);
    const file = join(base, 'global', '1262');
    const bytes = await readFile(file);
    bytes[bytes.length - 20] = 255 - bytes[bytes.length - 20];
    await writeFile(file, bytes);
    await expect(
      bootScratch(
        {},
        { kind: 'pg-basebackup', name: 'base', directory: base, database: 'x' },
      ),
    ).rejects.toMatchObject({ name: 'BackupFault', code: 'archive-damaged' });
  });

  it('without its write-ahead log is not complete', async () => {
    const base = await source.dump('pg_basebackup', 'base-no-wal', [
      '-Fp',
      '-X',
      'none',
      '-c',
      'fast',
    ]);
    await expect(
      bootScratch(
        {},
        { kind: 'pg-basebackup', name: 'base', directory: base, database: 'x' },
      ),
    ).rejects.toMatchObject({ name: 'BackupFault', code: 'truncated' });
  });

  it('with damaged pages and no manifest is found out by reading every page', async () => {
    const path = await source.sql(
      'gnumed',
      "SELECT pg_relation_filepath('clin.encounter')",
    );
    const base = await source.dump('pg_basebackup', 'base-pages', [
      '-Fp',
      '-X',
      'stream',
      '-c',
      'fast',
      '--no-manifest',
    ]);
    const file = join(base, path.trim());
    const bytes = await readFile(file);
    // The first rows of the second page lie at its end.
    bytes.fill(0x5a, 16384 - 300, 16384 - 20);
    await writeFile(file, bytes);
    const scratch = await bootScratch(
      {},
      { kind: 'pg-basebackup', name: 'base', directory: base, database: 'x' },
    );
    try {
      const checked = await scratch.server.checkTables?.({ signal: never });
      expect(checked?.damaged).toEqual(['clin.encounter']);
      expect(checked?.checked).toBeGreaterThan(5);
    } finally {
      await scratch.end();
    }
  });

  it('of another major version needs that version', async () => {
    const base = await source.dump('pg_basebackup', 'base-old', ['-c', 'fast']);
    await writeFile(join(base, 'PG_VERSION'), '12\n');
    await expect(
      bootScratch(
        {},
        { kind: 'pg-basebackup', name: 'base', directory: base, database: 'x' },
      ),
    ).rejects.toMatchObject({ name: 'DrillFault', code: 'engine-version' });
  });
});
