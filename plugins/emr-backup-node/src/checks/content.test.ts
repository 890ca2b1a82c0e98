import { DrillFault, type CheckContext } from '../contracts';
import {
  ask,
  baselineOf,
  contextOf,
  profileOf,
} from './__testUtils__/checkContext';
import { ScratchMariaDb } from './__testUtils__/ScratchMariaDb';
import { canariesCheck } from './canaries';
import { customSqlChecks } from './customSql';
import { encodingCheck } from './encoding';
import { freshnessCheck } from './freshness';
import { identityCheck } from './identity';

const NAMES = ['Zoë', 'Renée', 'Łukasz', 'Søren', 'François', 'Ñuño', '李'];
const TEXTS = [
  'Feeling better? No. ?MI, sent to ER',
  'Température 37,1 °C; poumons clairs',
  'see https://example.org/a?b=c',
];

describe('checks of the content', () => {
  let server: ScratchMariaDb;
  beforeAll(async () => {
    server = await ScratchMariaDb.start();
  }, 60_000);
  afterAll(() => server.stop());

  describe('newest record', () => {
    const PROFILE = profileOf({
      freshness: [
        { table: 'note', column: 'written' },
        { table: 'visit', column: 'changed' },
        { table: 'signed', column: 'at', clock: 'epoch-seconds' },
        { table: 'log', column: 'at', kind: 'audit' },
      ],
    });
    const TABLES = [
      'CREATE TABLE note (written DATETIME NULL)',
      'CREATE TABLE visit (changed TIMESTAMP NULL)',
      'CREATE TABLE signed (at BIGINT)',
      'CREATE TABLE log (at DATETIME)',
      "SET time_zone = '+00:00'",
      "INSERT INTO note VALUES (NULL), ('0000-00-00 00:00:00'), ('2026-11-18 10:00:00')",
    ];

    async function judged(rows: string[], changes: Partial<CheckContext> = {}) {
      const database = await server.database([...TABLES, ...rows]);
      const context = await contextOf(server, database, {
        profile: PROFILE,
        ...changes,
      });
      return { result: await ask(freshnessCheck, context), context };
    }

    it.each<[string, string[], Partial<CheckContext>, object, object]>([
      [
        'a wall clock time in the clinic’s zone',
        ["INSERT INTO note VALUES ('2026-11-20 17:40:00')"],
        {},
        { status: 'pass' },
        { at: '2026-11-20T17:40:00-05:00', from: 'note.written', age: 44_400 },
      ],
      [
        'a TIMESTAMP column as the instant it is',
        ["INSERT INTO visit VALUES ('2026-11-20 22:40:00')"],
        {},
        { status: 'pass' },
        { at: '2026-11-20T17:40:00-05:00', from: 'visit.changed', age: 44_400 },
      ],
      [
        'seconds since 1970',
        [
          `INSERT INTO signed VALUES (${
            Date.UTC(2026, 10, 20, 22, 40) / 1000
          })`,
        ],
        {},
        { status: 'pass' },
        { at: '2026-11-20T17:40:00-05:00', from: 'signed.at', age: 44_400 },
      ],
      [
        'rows that end too early',
        [],
        {},
        { status: 'fail', reason: 'stale-content' },
        { at: '2026-11-18T10:00:00-05:00', from: 'note.written', age: 244_800 },
      ],
      [
        'rows dated in the future, which count for nothing',
        [
          "INSERT INTO note VALUES ('2027-03-01 09:00:00'), ('2026-11-21 06:00:01')",
        ],
        {},
        {
          status: 'fail',
          reason: 'stale-content',
          detail: expect.stringContaining('2 rows dated after the drill'),
        },
        { at: '2026-11-18T10:00:00-05:00', from: 'note.written', age: 244_800 },
      ],
      [
        'a fresh copy with one row in the future',
        [
          "INSERT INTO note VALUES ('2027-03-01 09:00:00'), ('2026-11-20 17:40:00')",
        ],
        {},
        { status: 'warn' },
        { at: '2026-11-20T17:40:00-05:00', from: 'note.written', age: 44_400 },
      ],
      [
        'a long weekend, when the opening hours are known',
        ["INSERT INTO note VALUES ('2026-11-20 17:40:00')"],
        {
          asOf: '2026-11-23T06:00:00-05:00',
          drillTime: '2026-11-23T06:00:00-05:00',
          openingHours: 'Mon-Fri 08:00-18:00',
          rpoSeconds: 4 * 3600,
        },
        { status: 'pass' },
        { at: '2026-11-20T17:40:00-05:00', from: 'note.written', age: 217_200 },
      ],
      [
        'the same weekend without them',
        ["INSERT INTO note VALUES ('2026-11-20 17:40:00')"],
        {
          asOf: '2026-11-23T06:00:00-05:00',
          drillTime: '2026-11-23T06:00:00-05:00',
          rpoSeconds: 4 * 3600,
        },
        { status: 'fail', reason: 'stale-content' },
        { at: '2026-11-20T17:40:00-05:00', from: 'note.written', age: 217_200 },
      ],
      [
        'an older backup at the moment it claims to be from, and its data age by the drill',
        ["INSERT INTO note VALUES ('2026-11-19 17:40:00')"],
        { asOf: '2026-11-19T23:00:00-05:00' },
        { status: 'pass' },
        { at: '2026-11-19T17:40:00-05:00', from: 'note.written', age: 130_800 },
      ],
      [
        'a quiet clinic by its audit log',
        ["INSERT INTO log VALUES ('2026-11-20 17:40:00')"],
        {},
        { status: 'pass' },
        { at: '2026-11-20T17:40:00-05:00', from: 'log.at', age: 44_400 },
      ],
    ])('judges %s', async (_, rows, changes, expected, newest) => {
      const { result, context } = await judged(rows, changes);
      expect(result).toMatchObject(expected);
      expect({
        ...context.measured.newestRecord,
        age: context.measured.dataAgeSeconds,
      }).toEqual(newest);
    });

    it.each([
      ['2026-11-13 18:00:00', 'pass'],
      ['2026-11-10 10:00:00', 'warn'],
      ['2026-10-01 10:00:00', 'fail'],
    ])(
      'with a fresh audit log and clinical rows that end on %s gives %s',
      async (clinical, status) => {
        const { result } = await judged([
          'DELETE FROM note',
          `INSERT INTO note VALUES ('${clinical}')`,
          "INSERT INTO log VALUES ('2026-11-20 17:40:00')",
        ]);
        expect(result.status).toBe(status);
      },
    );

    it('counts the hour that comes twice when clocks are set back', async () => {
      const { result, context } = await judged(
        [
          "INSERT INTO note VALUES ('2026-11-01 01:50:00')",
          'DELETE FROM note WHERE written > 20261102',
        ],
        {
          asOf: '2026-11-01T06:10:00Z',
          drillTime: '2026-11-01T06:10:00Z',
          rpoSeconds: 3600,
        },
      );
      expect(result.status).toBe('pass');
      expect(context.measured.dataAgeSeconds).toBe(20 * 60);
    });

    it('fails a copy in which nobody ever worked', async () => {
      const { result, context } = await judged(['DELETE FROM note']);
      expect(result).toMatchObject({
        status: 'fail',
        reason: 'stale-content',
        value: null,
      });
      expect(context.measured.newestRecord).toBeNull();
    });

    it('warns when the copy has none of the columns', async () => {
      const { result } = await judged([], {
        profile: profileOf({ freshness: [{ table: 'note', column: 'at' }] }),
      });
      expect(result.status).toBe('warn');
    });
  });

  describe('text encoding', () => {
    const PROFILE = profileOf({
      encoding: [
        { table: 'person', column: 'name', kind: 'name' },
        { table: 'note', column: 'text' },
      ],
    });
    const quoted = (texts: string[]) =>
      texts.map(text => `('${text.replace(/'/g, "''")}')`).join(', ');
    const COPY = [
      'CREATE TABLE person (name VARCHAR(100)) CHARACTER SET utf8mb4',
      'CREATE TABLE note (text TEXT) CHARACTER SET utf8mb4',
      `INSERT INTO person VALUES ${quoted(NAMES)}`,
      "INSERT INTO person SELECT CONCAT('Smith ', seq) FROM seq_1_to_100",
      `INSERT INTO note VALUES ${quoted(TEXTS)}`,
    ];
    const misread = (table: string, column: string) =>
      `UPDATE ${table} SET ${column} = CONVERT(CAST(CONVERT(${column} USING utf8mb4) AS BINARY) USING latin1)`;
    const MISREAD = [misread('person', 'name'), misread('note', 'text')];
    const LOST = [
      'UPDATE person SET name = CONVERT(name USING ascii)',
      'UPDATE note SET text = CONVERT(text USING ascii)',
    ];

    async function judged(
      statements: string[],
      changes: Partial<CheckContext> = {},
    ) {
      const database = await server.database(statements);
      const context = await contextOf(server, database, {
        profile: PROFILE,
        ...changes,
      });
      return { result: await ask(encodingCheck, context), context };
    }

    it('lets letters of every kind and real question marks pass', async () => {
      const { result, context } = await judged(COPY);
      expect(result).toMatchObject({ status: 'pass', value: 0 });
      expect(context.measured.encoding).toEqual({
        'person.name': { lost: 0, mojibake: 0 },
        'note.text': { lost: 0, mojibake: 0 },
      });
    });

    it('reads Latin-1 columns as what they are', async () => {
      const { result } = await judged([
        'CREATE TABLE person (name VARCHAR(100)) CHARACTER SET latin1',
        'CREATE TABLE note (text TEXT) CHARACTER SET latin1',
        `INSERT INTO person VALUES ${quoted(['Zoë', 'Renée', 'Søren'])}`,
      ]);
      expect(result).toMatchObject({
        status: 'pass',
        detail: expect.stringContaining('3 of them with letters beyond ASCII'),
      });
    });

    it.each([
      ['UTF-8 read as Latin-1', MISREAD],
      ['letters turned into question marks', LOST],
    ])('finds %s without a baseline', async (_, damage) => {
      const { result } = await judged([...COPY, ...damage]);
      expect(result).toMatchObject({
        status: 'fail',
        reason: 'encoding-damaged',
      });
    });

    it('finds damage in one column that was well in the last passed drill', async () => {
      const { context } = await judged(COPY);
      const baseline = baselineOf(context);
      const { result } = await judged([...COPY, MISREAD[0]], { baseline });
      expect(result).toMatchObject({
        status: 'fail',
        reason: 'encoding-damaged',
        detail: expect.stringContaining('person.name'),
      });
    });

    it('holds old scars against no backup', async () => {
      const scarred = [
        ...COPY,
        `INSERT INTO person VALUES ${quoted(['Ren?e', 'Fran?ois', 'Zo?'])}`,
      ];
      const first = await judged(scarred);
      expect(first.result.status).toBe('warn');
      const second = await judged(scarred, {
        baseline: baselineOf(first.context),
      });
      expect(second.result.status).toBe('warn');
    });

    it('finds canaries letter for letter and misses a changed one', async () => {
      const database = await server.database(COPY);
      const canary = (value: string) => ({
        table: 'person',
        column: 'name',
        value,
      });
      const context = await contextOf(server, database, {
        canaries: [canary('Łukasz'), canary('李')],
      });
      expect(await ask(canariesCheck, context)).toMatchObject({
        status: 'pass',
        value: 2,
      });
      expect(
        await ask(canariesCheck, {
          ...context,
          canaries: [canary('Łukasz'), canary('Renee')],
        }),
      ).toMatchObject({
        status: 'fail',
        reason: 'encoding-damaged',
        value: 1,
        detail: expect.not.stringContaining('Renee'),
      });
    });
  });

  describe('clinic identity', () => {
    const PROFILE = profileOf({
      identity: [
        {
          table: 'provider',
          column: 'no',
          with: ['name'],
          where: "no <> '-1'",
        },
        { table: 'clinic', column: 'name' },
      ],
    });
    const clinic = (name: string, providers: string[]) => [
      'CREATE TABLE clinic (name VARCHAR(50))',
      'CREATE TABLE provider (no VARCHAR(6), name VARCHAR(50))',
      `INSERT INTO clinic VALUES ('${name}')`,
      "INSERT INTO provider VALUES ('-1', 'system')",
      ...providers.map(
        (provider, index) =>
          `INSERT INTO provider VALUES ('${101 + index}', '${provider}')`,
      ),
    ];
    async function judged(
      statements: string[],
      changes: Partial<CheckContext> = {},
    ) {
      const database = await server.database(statements);
      const context = await contextOf(server, database, {
        profile: PROFILE,
        ...changes,
      });
      return { result: await ask(identityCheck, context), context };
    }
    const LAKESIDE = clinic('Lakeside', ['Amir', 'Bell', 'Cho', 'Diaz']);

    it('pins a clinic on its first drill and knows it after people came and went', async () => {
      const first = await judged(LAKESIDE);
      expect(first.result).toMatchObject({ status: 'skip', value: 5 });
      expect(JSON.stringify(first.context.measured.identity)).not.toMatch(
        /Lakeside|Amir|101/,
      );
      const { result } = await judged(
        clinic('Lakeside Family', [
          'Amir',
          'Bell',
          'Cho-Smith',
          'Diaz',
          'Evans',
          'Frei',
          'Gold',
        ]),
        { baseline: baselineOf(first.context) },
      );
      expect(result).toMatchObject({ status: 'pass', value: 3, expected: 5 });
    });

    it('tells another clinic with the same provider numbers', async () => {
      const first = await judged(LAKESIDE);
      const { result } = await judged(
        clinic('Hillside', ['Huber', 'Ito', 'Jones', 'Kaur']),
        { baseline: baselineOf(first.context) },
      );
      expect(result).toMatchObject({
        status: 'fail',
        reason: 'wrong-clinic',
        value: 0,
        expected: 5,
      });
    });

    it('knows the clinic whose letters were misread: that is for another check to say', async () => {
      const first = await judged(
        clinic('Clinique Étoile', ['Côté', 'Gagné', 'Bélanger', 'Hébert']),
      );
      const { result } = await judged(
        clinic('Clinique Ã‰toile', [
          'CÃ´tÃ©',
          'GagnÃ©',
          'BÃ©langer',
          'HÃ©bert',
        ]),
        { baseline: baselineOf(first.context) },
      );
      expect(result).toMatchObject({ status: 'pass', value: 5, expected: 5 });
    });

    it('tells a copy in which nobody works from the clinic', async () => {
      const first = await judged(LAKESIDE);
      const { result } = await judged(
        [...LAKESIDE, 'DELETE FROM provider', 'DELETE FROM clinic'],
        { baseline: baselineOf(first.context) },
      );
      expect(result).toMatchObject({ reason: 'wrong-clinic' });
    });
  });

  describe('checks of the site', () => {
    async function judged(
      checks: NonNullable<Parameters<typeof profileOf>[0]>['checks'],
    ) {
      const database = await server.database([
        'CREATE TABLE patient (name VARCHAR(50))',
        "INSERT INTO patient VALUES ('Amir Bell'), ('Cho Diaz')",
      ]);
      const context = await contextOf(server, database, {
        profile: profileOf({ checks }),
      });
      return [await customSqlChecks.run(context)].flat();
    }

    it.each([
      [{ sql: 'SELECT COUNT(*) FROM patient', equals: 2 }, 'pass', 2],
      [{ sql: 'SELECT COUNT(*) FROM patient', min: 1, max: 3 }, 'pass', 2],
      [{ sql: 'SELECT COUNT(*) FROM patient', min: 3 }, 'fail', 2],
      [
        { sql: 'SELECT name FROM patient ORDER BY 1', equals: 'Amir Bell' },
        'pass',
        'a text',
      ],
      [
        { sql: 'SELECT name FROM patient ORDER BY 1', min: 1 },
        'fail',
        'a text',
      ],
      [{ sql: 'SELECT name FROM patient WHERE 1 = 0' }, 'fail', null],
    ])('%j gives %s and shows %s', async (custom, status, value) => {
      const results = await judged([{ id: 'ours', ...custom }]);
      expect(results).toEqual([
        expect.objectContaining({ id: 'custom:ours', status, value }),
      ]);
      // The text the site itself expects may be told; what the copy holds may not.
      expect(JSON.stringify(results)).not.toContain('Diaz');
      expect(JSON.stringify(results[0].value)).not.toContain('Amir');
    });

    it.each([
      'SELECT no_such_column FROM patient',
      'DELETE FROM patient',
      'SELECT CAST((SELECT name FROM patient) AS INT)',
    ])('could not judge by %s and names the check', async sql => {
      await expect(judged([{ id: 'ours', sql }])).rejects.toMatchObject({
        code: 'check-error',
        message: expect.stringMatching(/^The check "ours"(?!.*Amir)/),
      });
      await expect(judged([{ id: 'ours', sql }])).rejects.toBeInstanceOf(
        DrillFault,
      );
    });

    it('keeps a backup bad that one check proves bad, though another cannot be asked', async () => {
      const results = await judged([
        { id: 'broken', sql: 'SELECT no_such_column FROM patient' },
        { id: 'ours', sql: 'SELECT COUNT(*) FROM patient', min: 3 },
      ]);
      expect(results).toMatchObject([{ id: 'custom:ours', status: 'fail' }]);
    });

    it('could not judge by a query that takes too long', async () => {
      await expect(
        judged([
          {
            id: 'slow',
            sql: 'SELECT COUNT(*) FROM seq_1_to_100000 a JOIN seq_1_to_100000 b ON a.seq * b.seq % 7 = 8',
            timeoutSeconds: 0.2,
          },
        ]),
      ).rejects.toMatchObject({ code: 'check-error' });
    });
  });
});
