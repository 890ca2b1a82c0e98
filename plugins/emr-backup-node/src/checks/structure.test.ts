import type { CheckContext, LoadResult } from '../contracts';
import {
  ask,
  baselineOf,
  contextOf,
  loadOf,
  profileOf,
} from './__testUtils__/checkContext';
import { ScratchMariaDb } from './__testUtils__/ScratchMariaDb';
import { coreTablesCheck } from './coreTables';
import { countRows } from './rowCounts';
import { rowCountsCheck } from './rowsAgainstBaseline';
import { schemaFingerprintCheck } from './schemaFingerprint';
import { structureChecks } from './structure';
import { tableIntegrityCheck } from './tableIntegrity';
import { tableListCheck } from './tableList';
import { trailerCheck } from './trailer';
import { viewsUsableCheck } from './viewsUsable';

const CLINIC = [
  'CREATE TABLE patient (id INT PRIMARY KEY, name VARCHAR(50), KEY by_name (name))',
  'CREATE TABLE visit (id INT PRIMARY KEY, patient_id INT, FOREIGN KEY (patient_id) REFERENCES patient (id))',
  'CREATE TABLE note (id INT PRIMARY KEY, text TEXT)',
  'CREATE TABLE log (id INT PRIMARY KEY)',
  'CREATE TABLE small (id INT PRIMARY KEY)',
  'CREATE VIEW visits AS SELECT patient.name, visit.id FROM visit JOIN patient ON patient.id = visit.patient_id',
  'CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1',
  'CREATE TRIGGER visit_in BEFORE INSERT ON visit FOR EACH ROW SET @seen = 1',
  "INSERT INTO patient SELECT seq, CONCAT('patient ', seq) FROM seq_1_to_200",
  'INSERT INTO visit SELECT seq, seq FROM seq_1_to_200',
  'INSERT INTO note SELECT seq, seq FROM seq_1_to_13',
  'INSERT INTO log SELECT seq FROM seq_1_to_500',
  'INSERT INTO small SELECT seq FROM seq_1_to_40',
];

const PROFILE = profileOf({
  recognise: { tables: ['patient', 'visit'] },
  minTables: 3,
  core: [{ table: 'patient' }, { table: 'visit' }, { table: 'note' }],
  rows: { tables: { log: 1 } },
});

describe('checks of the structure', () => {
  let server: ScratchMariaDb;
  beforeAll(async () => {
    server = await ScratchMariaDb.start();
  }, 60_000);
  afterAll(() => server.stop());

  /** A good copy, and the same copy after damage, with the good one as baseline. */
  async function damaged(
    damage: string[],
    changes: Partial<CheckContext> = {},
  ): Promise<CheckContext> {
    const database = await server.database(CLINIC);
    const good = await contextOf(server, database, { profile: PROFILE });
    await server.run(database, damage);
    return contextOf(server, database, {
      profile: PROFILE,
      baseline: baselineOf(good),
      ...changes,
    });
  }

  const structure = (id: string) => {
    const found = structureChecks.find(check => check.id === id);
    if (!found) throw new Error(`There is no check ${id}`);
    return found;
  };

  it('holds a good copy for good in every respect', async () => {
    const context = await damaged([]);
    for (const check of [
      trailerCheck,
      tableListCheck,
      coreTablesCheck,
      schemaFingerprintCheck,
      ...structureChecks,
      viewsUsableCheck,
      rowCountsCheck,
    ])
      expect(await ask(check, context)).toMatchObject({
        id: check.id,
        status: 'pass',
      });
  });

  it('counts every table exactly', async () => {
    const { rowCounts } = await damaged([]);
    expect(Object.fromEntries(rowCounts)).toEqual({
      patient: 200,
      visit: 200,
      note: 13,
      log: 500,
      small: 40,
    });
  });

  it('names tables of one name by their database', async () => {
    const first = await server.database(['CREATE TABLE note (id INT)']);
    const second = await server.database(['CREATE TABLE note (id INT)']);
    const one = await server.scratch(first).inspect();
    const other = await server.scratch(second).inspect();
    const counts = await countRows(server.scratch(first), {
      tables: [...one.tables, ...other.tables],
    });
    expect([...counts.keys()]).toEqual([`${first}.note`, `${second}.note`]);
  });

  describe('trailer', () => {
    it.each<[LoadResult['trailer'][], string, string | undefined]>([
      [[true, true], 'pass', undefined],
      [[true, false], 'fail', 'trailer-missing'],
      [[null, true], 'pass', undefined],
      [[null], 'skip', undefined],
    ])('%j gives %s', async (trailers, status, reason) => {
      const context = await damaged([], {
        loads: trailers.map(trailer => loadOf({ trailer })),
      });
      const result = await ask(trailerCheck, context);
      expect(result.status).toBe(status);
      expect(result.reason).toBe(reason);
    });
  });

  describe('tables', () => {
    it('calls a copy without any table hollow', async () => {
      const database = await server.database([]);
      const context = await contextOf(server, database, { profile: PROFILE });
      expect(await ask(tableListCheck, context)).toMatchObject({
        status: 'fail',
        reason: 'hollow',
      });
    });

    it('tells another product by its tables', async () => {
      const database = await server.database([
        'CREATE TABLE invoice (id INT)',
        'CREATE TABLE customer (id INT)',
        'CREATE TABLE note (id INT)',
      ]);
      const context = await contextOf(server, database, { profile: PROFILE });
      expect(await ask(tableListCheck, context)).toMatchObject({
        status: 'fail',
        reason: 'wrong-product',
        value: 1,
        expected: 3,
      });
    });

    it('misses a table that had rows in the last passed drill', async () => {
      const context = await damaged(['DROP TABLE small']);
      expect(await ask(tableListCheck, context)).toMatchObject({
        status: 'fail',
        reason: 'tables-missing',
        detail: expect.stringContaining('small'),
      });
    });

    it('lets a table go that the profile says may go', async () => {
      const context = await damaged(['DROP TABLE log']);
      expect(await ask(tableListCheck, context)).toMatchObject({
        status: 'pass',
      });
    });

    it('misses a table the dump announced', async () => {
      const context = await damaged([], {
        baseline: null,
        loads: [
          loadOf({ announced: { tables: ['patient', 'VISIT', 'allergy'] } }),
        ],
      });
      expect(await ask(tableListCheck, context)).toMatchObject({
        reason: 'tables-missing',
        detail: expect.stringContaining(': allergy.'),
      });
    });

    it('misses tables when there are fewer than the product has', async () => {
      const context = await damaged([], {
        profile: { ...PROFILE, minTables: 400 },
      });
      expect(await ask(tableListCheck, context)).toMatchObject({
        reason: 'tables-missing',
        value: 5,
        expected: 400,
      });
    });

    it.each([
      [['DROP TABLE note'], 'core-table-missing', 2],
      [['DELETE FROM note'], 'core-table-empty', 2],
    ])('after %j the core tables say %s', async (damage, reason, value) => {
      expect(await ask(coreTablesCheck, await damaged(damage))).toMatchObject({
        status: 'fail',
        reason,
        value,
        expected: 3,
        detail: expect.stringContaining(': note.'),
      });
    });

    it('calls a table that cannot be read corrupt', async () => {
      const context = await damaged([]);
      const rowCounts = new Map(context.rowCounts);
      rowCounts.delete('note');
      expect(
        await ask(coreTablesCheck, { ...context, rowCounts }),
      ).toMatchObject({ status: 'fail', reason: 'table-corrupt' });
      expect(
        await ask(tableIntegrityCheck, { ...context, rowCounts }),
      ).toMatchObject({ status: 'fail', reason: 'table-corrupt' });
    });

    it('asks the server to check its tables only when wanted', async () => {
      const context = await damaged([]);
      expect(await ask(tableIntegrityCheck, context)).toMatchObject({
        status: 'skip',
      });
      const checkTables = async () => ({ checked: 5, damaged: ['visit'] });
      expect(
        await ask(tableIntegrityCheck, {
          ...context,
          checkTables: true,
          server: { ...context.server, checkTables },
        }),
      ).toMatchObject({
        status: 'fail',
        reason: 'table-corrupt',
        value: 4,
        expected: 5,
      });
    });

    it('warns of a changed structure and does not call it bad', async () => {
      const context = await damaged(['ALTER TABLE note ADD COLUMN author INT']);
      expect(await ask(schemaFingerprintCheck, context)).toMatchObject({
        status: 'warn',
      });
    });
  });

  describe('what belongs to tables', () => {
    it.each([
      [
        'ALTER TABLE visit DROP FOREIGN KEY visit_ibfk_1',
        'constraints',
        'constraints-missing',
      ],
      ['ALTER TABLE patient DROP KEY by_name', 'indexes', 'indexes-missing'],
      ['DROP FUNCTION one', 'routines', 'routines-missing'],
      ['DROP TRIGGER visit_in', 'triggers', 'triggers-missing'],
      ['DROP VIEW visits', 'views', 'views-missing'],
    ])('after %s the check of %s says %s', async (damage, id, reason) => {
      const context = await damaged([damage]);
      expect(await ask(structure(id), context)).toMatchObject({
        status: 'fail',
        reason,
      });
    });

    it('takes one index fewer for an upgrade when the tables changed too', async () => {
      const indexes = Array.from(
        { length: 12 },
        (_, index) => `ALTER TABLE note ADD KEY k${index} (id)`,
      );
      const database = await server.database([...CLINIC, ...indexes]);
      const good = await contextOf(server, database, { profile: PROFILE });
      await server.run(database, [
        'ALTER TABLE note DROP KEY k0, ADD COLUMN author INT',
      ]);
      const context = await contextOf(server, database, {
        profile: PROFILE,
        baseline: baselineOf(good),
      });
      expect(await ask(structure('indexes'), context)).toMatchObject({
        status: 'warn',
      });
    });

    it('compares with what the dump announced, counting a dump given twice once', async () => {
      const dump = loadOf({ announced: { tables: ['visit'], constraints: 5 } });
      const context = await damaged([], { baseline: null });
      expect(
        await ask(structure('constraints'), {
          ...context,
          loads: [dump, dump],
        }),
      ).toMatchObject({ status: 'pass', expected: 5 });
      const more = loadOf({ announced: { tables: ['visit'], constraints: 9 } });
      expect(
        await ask(structure('constraints'), {
          ...context,
          loads: [dump, more],
        }),
      ).toMatchObject({
        status: 'fail',
        reason: 'constraints-missing',
        expected: 9,
      });
    });

    it.each([
      'ALTER TABLE visit DROP FOREIGN KEY visit_ibfk_1, DROP COLUMN patient_id',
      "CREATE OR REPLACE DEFINER = 'gone'@'nowhere' SQL SECURITY DEFINER VIEW visits AS SELECT id FROM visit",
    ])('finds the view that cannot be read after %s', async damage => {
      const context = await damaged([damage]);
      expect(await ask(viewsUsableCheck, context)).toMatchObject({
        status: 'fail',
        reason: 'view-unusable',
        detail: expect.stringContaining(': visits.'),
      });
    });

    it('does not call views broken when the server is gone', async () => {
      const context = await damaged([]);
      const query = async () => {
        throw new Error('The connection broke');
      };
      await expect(
        viewsUsableCheck.run({
          ...context,
          server: { ...context.server, query },
        }),
      ).rejects.toThrow('The connection broke');
    });
  });

  describe('rows', () => {
    it.each([
      [
        'DELETE FROM patient WHERE id <= 60',
        'fail',
        'rows-shrunk',
        'patient by 30 %',
      ],
      ['DELETE FROM note WHERE id <= 4', 'fail', 'rows-shrunk', 'note by 31 %'],
      ['DELETE FROM patient WHERE id <= 4', 'pass', undefined, ''],
      ['DELETE FROM note WHERE id = 1', 'pass', undefined, ''],
      ['DELETE FROM log', 'pass', undefined, ''],
      ['DELETE FROM small WHERE id <= 20', 'warn', undefined, 'small by 50 %'],
      ['INSERT INTO patient VALUES (999, 1)', 'pass', undefined, ''],
    ])('%s gives %s', async (damage, status, reason, words) => {
      const result = await ask(
        rowCountsCheck,
        await damaged(['SET foreign_key_checks = 0', damage]),
      );
      expect(result.status).toBe(status);
      expect(result.reason).toBe(reason);
      expect(result.detail).toContain(words);
    });

    it('lets no row go where the profile allows none', async () => {
      const strict = profileOf({
        core: [{ table: 'note' }],
        rows: { tables: { note: 0 } },
      });
      const context = await damaged(['DELETE FROM note WHERE id = 1'], {
        profile: strict,
      });
      expect(await ask(rowCountsCheck, context)).toMatchObject({
        reason: 'rows-shrunk',
      });
    });

    it('has nothing to compare on the first drill', async () => {
      const context = await damaged([], { baseline: null });
      expect(await ask(rowCountsCheck, context)).toMatchObject({
        status: 'skip',
        value: 953,
      });
    });
  });
});
