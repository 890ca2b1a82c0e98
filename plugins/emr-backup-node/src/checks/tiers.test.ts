import type { CheckContext } from '../contracts';
import { baselineOf, contextOf, profileOf } from './__testUtils__/checkContext';
import { ScratchMariaDb } from './__testUtils__/ScratchMariaDb';
import { askInTier, builtinChecks, countsOfTier } from '.';

const PROFILE = profileOf({
  recognise: { tables: ['patient', 'visit'] },
  core: [{ table: 'patient' }, { table: 'visit' }],
  freshness: [
    { table: 'visit', column: 'at', clock: 'utc' },
    { table: 'log', column: 'at', clock: 'utc' },
  ],
  encoding: [{ table: 'patient', column: 'name', kind: 'name' }],
  identity: [{ table: 'staff', column: 'alias' }],
  checks: [{ id: 'logged', sql: 'SELECT COUNT(*) FROM log', min: 1 }],
});

const TABLES = [
  'CREATE TABLE patient (id INT PRIMARY KEY, name VARCHAR(50), KEY by_name (name))',
  'CREATE TABLE visit (id INT PRIMARY KEY, patient_id INT, at DATETIME, FOREIGN KEY (patient_id) REFERENCES patient (id))',
  'CREATE TABLE log (id INT PRIMARY KEY, at DATETIME)',
  'CREATE TABLE staff (id INT PRIMARY KEY, alias VARCHAR(20))',
];
const CORE_ROWS = [
  "INSERT INTO patient SELECT seq, CONCAT('patient ', seq) FROM seq_1_to_200",
  "INSERT INTO visit SELECT seq, seq, '2026-11-21 08:00:00' FROM seq_1_to_200",
];
const OTHER_ROWS = [
  "INSERT INTO log SELECT seq, '2026-11-21 10:00:00' FROM seq_1_to_300",
  "INSERT INTO staff VALUES (1, 'amir'), (2, 'bell'), (3, 'cho')",
];

describe('checks in a tier', () => {
  let server: ScratchMariaDb;
  let whole: CheckContext;

  beforeAll(async () => {
    server = await ScratchMariaDb.start();
    whole = await copy([...TABLES, ...CORE_ROWS, ...OTHER_ROWS]);
    await answersOf(whole);
  }, 60_000);
  afterAll(() => server.stop());

  async function copy(
    statements: string[],
    changes: Partial<CheckContext> = {},
  ): Promise<CheckContext> {
    const database = await server.database(statements);
    const context = await contextOf(server, database, {
      profile: PROFILE,
      ...changes,
    });
    return {
      ...context,
      rowCounts: countsOfTier(context.tier, context.rowCounts, context),
    };
  }

  async function answersOf(context: CheckContext) {
    const results = [];
    for (const check of builtinChecks)
      results.push(...(await askInTier(check, context)));
    return new Map(results.map(result => [result.id, result]));
  }

  /** What a quick restore brings: all tables, the rows of the core ones, no index or key beside the primary ones. */
  const quick = (damage: string[] = []) =>
    copy(
      [
        ...TABLES,
        ...CORE_ROWS,
        'ALTER TABLE patient DROP KEY by_name',
        ...damage,
      ],
      { tier: 'quick', baseline: baselineOf(whole) },
    );

  it('asks everything of a full copy', async () => {
    const answers = await answersOf({ ...whole, baseline: baselineOf(whole) });
    expect(answers.get('indexes')?.status).toBe('pass');
    expect(answers.get('custom:logged')?.status).toBe('pass');
  });

  it('finds nothing against a good backup in the rows of its core tables, and says what it did not ask', async () => {
    const answers = await answersOf(await quick());
    const byStatus = (status: string) =>
      [...answers.values()]
        .filter(answer => answer.status === status)
        .map(({ id }) => id);
    expect(byStatus('fail')).toEqual([]);
    expect(byStatus('pass')).toEqual([
      'trailer',
      'table-list',
      'core-tables',
      'schema-fingerprint',
      'row-counts',
      'newest-record',
      'text-encoding',
    ]);
    for (const id of ['constraints', 'indexes', 'clinic-identity', 'custom'])
      expect(answers.get(id)).toMatchObject({
        status: 'skip',
        detail: expect.stringContaining('tier quick'),
      });
  });

  it('counts no table it left empty', async () => {
    const { rowCounts } = await quick();
    expect(Object.fromEntries(rowCounts)).toEqual({ patient: 200, visit: 200 });
  });

  it.each([
    ['a core table is empty', ['DELETE FROM visit'], 'core-tables'],
    [
      'a core table lost rows',
      ['DELETE FROM visit WHERE id > 100'],
      'row-counts',
    ],
    ['a table is missing', ['DROP TABLE log'], 'table-list'],
    [
      'names lost their letters',
      ["UPDATE patient SET name = CONCAT('B?r ', id)"],
      'text-encoding',
    ],
  ])('still fails a quick copy when %s', async (_, damage, id) => {
    const answers = await answersOf(await quick(damage));
    expect(answers.get(id)?.status).toBe('fail');
  });

  it('does not call a backup stale whose newest rows lie in a table it left out', async () => {
    const old = ["UPDATE visit SET at = '2026-10-01 08:00:00'"];
    const answers = await answersOf(await quick(old));
    expect(answers.get('newest-record')?.status).toBe('skip');
    const full = await copy([...TABLES, ...CORE_ROWS, ...old]);
    expect((await answersOf(full)).get('newest-record')?.status).toBe('fail');
  });

  it('judges all rows but neither indexes nor keys in the tier data', async () => {
    const damage = [
      'ALTER TABLE patient DROP KEY by_name',
      'DELETE FROM log WHERE id > 100',
    ];
    const answers = await answersOf(
      await copy([...TABLES, ...CORE_ROWS, ...OTHER_ROWS, ...damage], {
        tier: 'data',
        baseline: baselineOf(whole),
      }),
    );
    expect(answers.get('row-counts')?.status).toBe('fail');
    for (const id of ['constraints', 'indexes'])
      expect(answers.get(id)).toMatchObject({
        status: 'skip',
        detail: expect.stringContaining('tier data'),
      });
  });
});
