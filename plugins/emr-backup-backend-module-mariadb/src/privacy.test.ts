import { inspect } from 'node:util';
import { dumpOf, never, ScratchRoom } from './__testUtils__/scratch';

jest.setTimeout(60_000);

const MARKER = 'PATIENTMARKER';
const COLUMNS = ['last_name', 'hin', 'note', 'phone'];
const row = `(1,${COLUMNS.map(column => `'${MARKER}-${column}'`).join(',')})`;
const TABLE = `CREATE TABLE demographic (id int PRIMARY KEY, ${COLUMNS.map(
  column => `${column} varchar(60)`,
).join(', ')}, UNIQUE KEY hin (hin)) ENGINE=InnoDB;\n`;

/** Dumps that fail in different ways while they hold the marker in every column. */
const FAILING = {
  'a duplicate key': `${TABLE}SET unique_checks=1;\nINSERT INTO demographic VALUES ${row},${row};\n`,
  'a syntax error in a row': `${TABLE}INSERT INTO demographic VALUES ${row} ${MARKER};\n`,
  'a row that is too short': `${TABLE}INSERT INTO demographic VALUES ('${MARKER}');\n`,
  'a value of the wrong type': `${TABLE}SET sql_mode='STRICT_ALL_TABLES';\nINSERT INTO demographic VALUES ('${MARKER}','','','','');\n`,
  'an unknown table named like a person': `INSERT INTO \`${MARKER}\` VALUES (1);\n`,
  'a collation named like a person': `CREATE TABLE t (a text) COLLATE '${MARKER} Tremblay';\n`,
  'a trigger that speaks': `${TABLE}CREATE TRIGGER g BEFORE INSERT ON demographic FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT='${MARKER}';\nINSERT INTO demographic VALUES ${row};\n`,
  'a client command': `${TABLE}INSERT INTO demographic VALUES ${row};\n\\! echo ${MARKER}\n`,
  'an unknown client command': `${TABLE}INSERT INTO demographic VALUES ${row};\n\\Z${MARKER}\n`,
  'an end in the middle of a row': `${TABLE}INSERT INTO demographic VALUES (1,'${MARKER}`,
  'a delimiter of its own': `DELIMITER \\${MARKER}\n`,
};

describe('What a failing dump holds', () => {
  const room = new ScratchRoom();
  const written: string[] = [];
  const spies: jest.SpyInstance[] = [];

  beforeAll(() => {
    for (const stream of [process.stdout, process.stderr]) {
      spies.push(
        jest.spyOn(stream, 'write').mockImplementation(chunk => {
          written.push(String(chunk));
          return true;
        }),
      );
    }
  });
  afterAll(async () => {
    spies.forEach(spy => spy.mockRestore());
    await room.clean();
  });

  it.each(Object.entries(FAILING))(
    'appears in no error, log or report: %s',
    async (_, dump) => {
      const server = await room.boot();
      const progress: unknown[] = [];
      const error: unknown = await server
        .load(dumpOf(dump, { name: 'clinic.sql' }), {
          signal: never,
          onProgress: event => progress.push(event),
        })
        .then(
          () => undefined,
          caught => caught,
        );
      expect(error).toBeInstanceOf(Error);
      const everything = inspect(error, {
        depth: 10,
        showHidden: true,
        getters: true,
      });
      expect(everything).not.toContain(MARKER);
      expect(JSON.stringify([error, written, progress])).not.toContain(MARKER);
      await server.stop();
    },
  );

  it('appears in no error of a query', async () => {
    const server = await room.boot();
    await server.load(
      dumpOf(`${TABLE}INSERT INTO demographic VALUES ${row};\n`),
      { signal: never },
    );
    for (const sql of [
      'SELECT CAST(note AS SIGNED) FROM demographic WHERE (SELECT 1 UNION SELECT 2)',
      `SELECT ${MARKER} FROM demographic`,
      "SELECT EXTRACTVALUE('<a/>', CONCAT('$', note)) FROM demographic",
    ]) {
      const error: unknown = await server
        .query(sql, { database: 'restored' })
        .catch(caught => caught);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(
        MARKER,
      );
    }
  });
});
