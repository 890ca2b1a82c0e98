import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  LeafKind,
  LoadOptions,
  LoadResult,
} from '@emr-backup/plugin-emr-backup-node';
import { runTool } from '../server/tool';
import { GNUMED_SHAPED } from '../testing/clinic';
import { bootScratch, dumpOf, type Scratch } from '../testing/drill';
import { SourceServer } from '../testing/SourceServer';

jest.setTimeout(240_000);

const signal = new AbortController().signal;

/** Tables large enough to be cut, what refers to them, and what only looks as if it could be cut. */
const LARGE = `
CREATE TABLE clin.note (pk serial PRIMARY KEY, fk_encounter integer REFERENCES clin.encounter, body text, at timestamptz, parent integer REFERENCES clin.note);
INSERT INTO clin.note (fk_encounter, body, at, parent)
  SELECT 1 + i % 2000, repeat('line with a tab \\t, a backslash \\\\ and more; ', 3) || i || E'\\\\\\n', '2026-01-01'::timestamptz + i * interval '1 minute', CASE WHEN i > 1 THEN i / 2 END
    FROM generate_series(1, 20000) i;
CREATE INDEX note_at ON clin.note (at);
CREATE UNIQUE INDEX note_unique ON clin.note (at, pk) WHERE pk > 10;
CREATE INDEX note_body ON clin.note USING hash (body);
COMMENT ON INDEX clin.note_at IS 'about an index';
ALTER TABLE clin.note CLUSTER ON note_at;
COMMENT ON CONSTRAINT note_pkey ON clin.note IS 'about a key';
CREATE TABLE clin.lab (pk bigserial, day date NOT NULL, value numeric, fk_patient integer REFERENCES dem.identity, PRIMARY KEY (pk, day)) PARTITION BY RANGE (day);
CREATE TABLE clin.lab_1 PARTITION OF clin.lab FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE clin.lab_2 PARTITION OF clin.lab FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
CREATE INDEX lab_value ON clin.lab (value);
INSERT INTO clin.lab (day, value, fk_patient) SELECT '2026-01-01'::date + i % 365, i / 7.0, 1 + i % 200 FROM generate_series(1, 40000) i;
CREATE TABLE clin.lab_note (fk_lab bigint, day date, note text, FOREIGN KEY (fk_lab, day) REFERENCES clin.lab (pk, day) DEFERRABLE INITIALLY DEFERRED);
INSERT INTO clin.lab_note SELECT pk, day, 'about ' || pk FROM clin.lab WHERE pk % 50 = 0;
ALTER TABLE clin.lab_note ADD CONSTRAINT later CHECK (note <> '') NOT VALID;
`;

const ROWS = `SELECT 'clin.note' AS t, count(*) || md5(string_agg(n::text, '|' ORDER BY pk)) AS d FROM clin.note n
 UNION ALL SELECT 'clin.lab', count(*) || md5(string_agg(l::text, '|' ORDER BY pk)) FROM clin.lab l
 UNION ALL SELECT 'clin.encounter', count(*) || md5(string_agg(e::text, '|' ORDER BY pk)) FROM clin.encounter e
 UNION ALL SELECT 'odd', count(*) || md5(string_agg(o::text, '|' ORDER BY o::text)) FROM "blobs"."Odd ""name"" €" o
 UNION ALL SELECT 'sequence', last_value::text FROM clin.note_pk_seq
 UNION ALL SELECT 'matview', count(*)::text FROM clin.m_counts ORDER BY 1`;

let source: SourceServer;
const dumps = new Map<LeafKind, Buffer>();

beforeAll(async () => {
  source = await SourceServer.start();
  await source.sql('postgres', 'CREATE DATABASE clinic');
  await source.sql('clinic', GNUMED_SHAPED + LARGE);
  for (const [kind, format] of [
    ['pg-plain', '-Fp'],
    ['pg-custom', '-Fc'],
  ] as const)
    dumps.set(
      kind,
      await source.bytes(
        await source.dump('pg_dump', kind, [format, 'clinic']),
      ),
    );
});
afterAll(() => source?.stop());

function dump(kind: LeafKind) {
  const bytes = dumps.get(kind);
  if (!bytes) throw new Error(`no dump of kind ${kind}`);
  return bytes;
}

interface Restored {
  result: LoadResult;
  schema: string;
  rows: unknown;
  indexes: number;
}

/** `pg_dump --schema-only` of what was restored. */
async function schemaOf(scratch: Scratch): Promise<string> {
  const home = join(scratch.workDir, 'postgres');
  const hba = join(home, 'data', 'pg_hba.conf');
  await writeFile(hba, 'local all all trust\n');
  await chmod(hba, 0o644);
  const { installation, account } = source;
  const run = (program: string, args: string[]) =>
    runTool(join(installation.binDir, program), args, {
      cwd: home,
      account,
      signal,
    });
  await run('pg_ctl', ['reload', '-D', join(home, 'data')]);
  const { code, stdout, stderr } = await run('pg_dump', [
    ...['-h', join(home, 'data'), '-U', 'emr_scratch_admin', '-d', 'scratch'],
    ...['--schema-only', '--no-owner', '--no-acl'],
  ]);
  if (code !== 0) throw new Error(stderr);
  return stdout.replace(/^\\(un)?restrict .*$/gm, '');
}

async function restore(
  kind: LeafKind,
  how: Partial<LoadOptions>,
): Promise<Restored> {
  const scratch = await bootScratch();
  try {
    const result = await scratch.server.load(dumpOf(kind, dump(kind)), {
      signal,
      ...how,
    });
    const rows = await scratch.server.query(ROWS, { database: 'scratch' });
    const { indexes } = await scratch.server.inspect();
    return { result, rows, indexes, schema: await schemaOf(scratch) };
  } finally {
    await scratch.end();
  }
}

describe('a dump loaded over several connections', () => {
  it.each(['pg-plain', 'pg-custom'] as const)(
    'of kind %s is the same database as over one: schema, rows, sequences and what was announced',
    async kind => {
      const single = await restore(kind, { tuning: 'default' });
      const several = await restore(kind, {});
      expect(single.result.path).toContain('a single stream');
      expect(several.result.path).toMatch(/, \d+ connections$/);
      expect(several.schema).toBe(single.schema);
      expect(several.schema).toContain('NOT VALID');
      expect(several.schema.match(/NOT VALID/g)).toHaveLength(1);
      expect(several.rows).toEqual(single.rows);
      expect(several.result.announced).toEqual(single.result.announced);
    },
  );

  it('names the row of a table as it stands in the dump, whichever connection it went over', async () => {
    const text = dump('pg-plain').toString('latin1');
    const start = text.indexOf('COPY clin.note ');
    const line = (row: number) => {
      let at = text.indexOf('\n', start);
      for (let i = 1; i < row; i++) at = text.indexOf('\n', at + 1);
      return at + 1;
    };
    const scratch = await bootScratch();
    try {
      for (const row of [7, 9001, 19_800]) {
        const at = line(row);
        const damaged = `${text.slice(0, at)}x${text.slice(at)}`;
        await expect(
          scratch.server.load(
            dumpOf('pg-plain', Buffer.from(damaged, 'latin1'), `row_${row}`),
            { signal },
          ),
        ).rejects.toMatchObject({
          name: 'BackupFault',
          code: 'load-error',
          message: expect.stringContaining(
            `in the rows of table note, row ${row}, from line`,
          ),
        });
      }
    } finally {
      await scratch.end();
    }
  });

  it.each([
    [
      'a duplicate key',
      /^(1\t1\t)/m,
      '1\tlastname\tfirst\t\\N\t\\N\t\\N\n$1',
      'dem.identity',
      '23505',
    ],
    [
      'a reference to nobody',
      /^(\d+)\t\d+\t/m,
      '$1\t999999\t',
      'clin.encounter',
      '23503',
    ],
  ])('fails for %s', async (_, row, instead, table, state) => {
    const text = dump('pg-plain').toString('latin1');
    const start = text.indexOf(`COPY ${table} `);
    const end = text.indexOf('\n\\.', start);
    const rows = text.slice(start, end);
    const damaged =
      state === '23505'
        ? `${rows}\n${rows.split('\n')[1]}`
        : rows.replace(row, instead);
    const scratch = await bootScratch();
    try {
      await expect(
        scratch.server.load(
          dumpOf(
            'pg-plain',
            Buffer.from(
              text.slice(0, start) + damaged + text.slice(end),
              'latin1',
            ),
          ),
          { signal },
        ),
      ).rejects.toMatchObject({
        code: 'load-error',
        message: expect.stringContaining(`SQLSTATE ${state}`),
      });
    } finally {
      await scratch.end();
    }
  });

  it('leaves a script nobody knows to one connection', async () => {
    const scratch = await bootScratch();
    try {
      const rows = 'some text that is long enough\n'.repeat(60_000);
      const script = `CREATE TABLE public.t (a text);\nCOPY public.t (a) FROM stdin;\n${rows}\\.\n`;
      const result = await scratch.server.load(
        dumpOf('pg-plain', Buffer.from(script)),
        { signal },
      );
      expect(result.path).toBe('protocol, a single stream');
    } finally {
      await scratch.end();
    }
  });
});

describe('a part of a dump', () => {
  it('of the tier data has all rows, every key of its own, and neither secondary index nor foreign key', async () => {
    const scratch = await bootScratch();
    try {
      const result = await scratch.server.load(
        dumpOf('pg-custom', dump('pg-custom')),
        { signal, tier: 'data' },
      );
      const schema = await scratch.server.inspect();
      const note = schema.tables.find(({ name }) => name === 'note');
      expect(note).toMatchObject({
        indexes: 0,
        foreignKeys: 0,
        primaryKey: ['pk'],
      });
      expect(schema.indexes).toBe(0);
      expect(result.announced?.indexes).toBe(0);
      expect(schema.triggers).toBe(1);
      const [{ n }] = await scratch.server.query(
        'SELECT count(*) AS n FROM clin.note',
        { database: 'scratch' },
      );
      expect(n).toBe(20_000);
    } finally {
      await scratch.end();
    }
  });

  it('of the tier quick has every table and the rows of the core ones alone', async () => {
    const scratch = await bootScratch();
    try {
      await scratch.server.load(dumpOf('pg-plain', dump('pg-plain')), {
        signal,
        tier: 'quick',
        coreTables: ['clin.note', 'Identity'],
      });
      const schema = await scratch.server.inspect();
      expect(schema.tables.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['note', 'identity', 'encounter', 'lab_note']),
      );
      const counts = await scratch.server.query(
        `SELECT (SELECT count(*) FROM clin.note) AS note, (SELECT count(*) FROM dem.identity) AS identity,
                (SELECT count(*) FROM clin.encounter) AS encounter, (SELECT count(*) FROM clin.lab) AS lab`,
        { database: 'scratch' },
      );
      expect(counts).toEqual([
        { note: 20_000, identity: 200, encounter: 0, lab: 0 },
      ]);
      expect(schema.indexes).toBe(0);
    } finally {
      await scratch.end();
    }
  });

  it('of any tier still notices that the dump was cut', async () => {
    const bytes = dump('pg-plain');
    const scratch = await bootScratch();
    const part = (share: number) =>
      dumpOf('pg-plain', bytes.subarray(0, Math.floor(bytes.length * share)));
    try {
      await expect(
        scratch.server.load(part(0.5), {
          signal,
          tier: 'quick',
          coreTables: ['identity'],
        }),
      ).rejects.toMatchObject({ code: 'truncated' });
    } finally {
      await scratch.end();
    }
  });
});
