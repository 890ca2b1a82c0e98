import type { CheckContext } from '../contracts';
import {
  baselineOf,
  contextOf,
  documentsOf,
  profileOf,
} from './__testUtils__/checkContext';
import { ScratchPostgres } from './__testUtils__/ScratchPostgres';
import { builtinChecks } from '.';

const PROFILE = profileOf({
  engine: 'postgres',
  recognise: { tables: ['identity', 'encounter'] },
  core: [{ table: 'dem.identity' }, { table: 'clin.encounter' }],
  freshness: [
    { table: 'clin.encounter', column: 'modified_when' },
    { table: 'party', column: 'write_date', clock: 'utc' },
  ],
  encoding: [{ table: 'dem.identity', column: 'name', kind: 'name' }],
  identity: [{ table: 'dem.staff', column: 'alias', with: ['fk_identity'] }],
  documents: [
    {
      table: 'attachment',
      file: 'file_id',
      folder: 'attach',
      encrypted: 'sealed',
      writtenAt: 'created',
    },
  ],
  documentKeys: [
    { files: 'attach/keys/*', table: 'secret', where: "value <> ''" },
  ],
  checks: [
    {
      id: 'encounters',
      sql: 'SELECT COUNT(*) FROM clin.encounter',
      equals: 200,
    },
  ],
});

const COPY = [
  'CREATE SCHEMA dem',
  'CREATE SCHEMA clin',
  'CREATE TABLE dem.identity (id serial PRIMARY KEY, name text)',
  'CREATE TABLE dem.staff (id serial PRIMARY KEY, alias text, fk_identity int)',
  'CREATE TABLE clin.encounter (id serial PRIMARY KEY, modified_when timestamptz, fk int)',
  'CREATE TABLE public.encounter (id serial PRIMARY KEY)',
  'CREATE TABLE party (id serial PRIMARY KEY, write_date timestamp)',
  'CREATE TABLE attachment (id serial PRIMARY KEY, file_id varchar(80), created timestamp, sealed boolean)',
  'CREATE TABLE secret (id serial PRIMARY KEY, value text)',
  "INSERT INTO dem.identity (name) VALUES ('Zoë'), ('Łukasz'), ('李'), ('Søren'), ('Smith')",
  "INSERT INTO dem.staff (alias, fk_identity) VALUES ('amir', 1), ('bell', 2), ('cho', 3)",
  "INSERT INTO clin.encounter (modified_when) SELECT '2026-11-20 17:40:00-05' FROM generate_series(1, 200)",
  "INSERT INTO party (write_date) VALUES ('2026-11-20 20:00:00')",
  "INSERT INTO attachment (file_id, created, sealed) VALUES ('ab12', '2026-11-19 10:00', false), (NULL, '2026-11-19 10:00', false)",
  'CREATE VIEW names AS SELECT name FROM dem.identity',
  'CREATE VIEW clin.recent AS SELECT 1 / (200 - COUNT(*)) + 1 AS one FROM clin.encounter WHERE fk IS NOT NULL',
];
const FILES = documentsOf([
  { path: 'attach/ab12', modifiedAt: '2026-11-18T10:00:00Z' },
]);

describe('checks on PostgreSQL', () => {
  let server: ScratchPostgres;
  let good: CheckContext;

  const context = (changes: Partial<CheckContext> = {}) =>
    contextOf(server, undefined, {
      profile: PROFILE,
      documents: FILES,
      canaries: [{ table: 'dem.identity', column: 'name', value: '李' }],
      ...changes,
    });

  async function failures(asked: CheckContext) {
    const results = [];
    for (const check of builtinChecks) results.push(await check.run(asked));
    return results.flat().filter(result => result.status === 'fail');
  }

  beforeAll(async () => {
    server = await ScratchPostgres.start();
    await server.run(COPY);
    good = await context();
  }, 60_000);
  afterAll(() => server.stop());

  it('holds a good copy for good and measures it', async () => {
    expect(await failures(good)).toEqual([]);
    expect(good.measured).toMatchObject({
      newestRecord: {
        at: '2026-11-20T17:40:00-05:00',
        from: 'encounter.modified_when',
      },
      dataAgeSeconds: 44_400,
      documents: { referenced: 1, found: 1, missing: 0 },
    });
    expect(Object.fromEntries(good.rowCounts)).toMatchObject({
      'clin.encounter': 200,
      'public.encounter': 0,
      identity: 5,
    });
  });

  it.each<[string, string[], string[]]>([
    [
      'rows that end too early',
      [
        "UPDATE clin.encounter SET modified_when = '2026-11-01'",
        "UPDATE party SET write_date = '2026-11-01'",
      ],
      ['stale-content'],
    ],
    [
      'UTF-8 read as Latin-1, which no canary survives either',
      [
        "UPDATE dem.identity SET name = convert_from(convert_to(name, 'UTF8'), 'LATIN1')",
      ],
      ['encoding-damaged', 'encoding-damaged'],
    ],
    [
      'rows that are gone',
      ['DELETE FROM clin.encounter WHERE id <= 60'],
      ['rows-shrunk', 'custom-check'],
    ],
    [
      'other people',
      ["UPDATE dem.staff SET alias = 'other ' || alias"],
      ['wrong-clinic'],
    ],
    [
      'a row whose file is not there',
      ["INSERT INTO attachment (file_id) VALUES ('cd34')"],
      ['documents-missing'],
    ],
    [
      'an encrypted document without its keys',
      ['UPDATE attachment SET sealed = true'],
      ['document-keys-missing'],
    ],
    [
      'a view that cannot be read',
      ['UPDATE clin.encounter SET fk = 1'],
      ['view-unusable'],
    ],
    [
      'an empty core table',
      ['TRUNCATE dem.identity'],
      ['core-table-empty', 'rows-shrunk', 'encoding-damaged'],
    ],
  ])('finds %s', async (_, damage, reasons) => {
    await failures(good);
    const baseline = baselineOf(good);
    await server.run(['BEGIN', ...damage]);
    try {
      const found = await failures(
        await context({ baseline, server: savepoints(server.scratch()) }),
      );
      expect(found.map(result => result.reason)).toEqual(reasons);
    } finally {
      await server.run(['ROLLBACK']);
    }
  });

  /** A query that fails would spoil the transaction in which the damage is. */
  function savepoints(scratch: CheckContext['server']): CheckContext['server'] {
    return {
      ...scratch,
      query: async (sql, options) => {
        await server.run(['SAVEPOINT before']);
        try {
          return await scratch.query(sql, options);
        } catch (error) {
          await server.run(['ROLLBACK TO SAVEPOINT before']);
          throw error;
        }
      },
    };
  }
});
