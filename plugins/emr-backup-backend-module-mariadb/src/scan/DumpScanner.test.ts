import { DumpReading } from './DumpReading';

/** Reads a dump in pieces of one size; what went to the server. */
function read(dump: string | Buffer, pieceBytes = 64 * 1024) {
  const bytes = Buffer.from(dump);
  const reading = new DumpReading();
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    out.push(...reading.push(bytes.subarray(at, at + pieceBytes)));
  }
  out.push(...reading.end());
  return { reading, passed: Buffer.concat(out) };
}

const fault = (dump: string, pieceBytes?: number) => {
  try {
    read(dump, pieceBytes);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
  return undefined;
};

const HARMLESS = [
  `INSERT INTO t VALUES ('\\\\! ls', 'it''s; \\'\\! ls', "\\! \\"\\! ls");`,
  'INSERT INTO `a\\` VALUES (1,\\N);',
  '-- \\! ls\n# \\! ls\n/* \\! ls\nsystem ls */\nSELECT 1;',
  '/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump\nSELECT 1;',
  '/*!999999\\- enable the sandbox mode */\nSELECT 1;',
  'DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1;\nsource;\n SELECT 2 /* \\! */; END ;;\nDELIMITER ;\nSELECT 1;',
  'DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 4/2; END //\nDELIMITER ;\n',
  "CREATE TABLE t (\n  `source` int COMMENT 'system',\n  `edit` int\n);",
  'SELECT 5--3, 6/2, 2*3;',
  "SET sql_mode='NO_BACKSLASH_ESCAPES';\nINSERT INTO t VALUES ('\\');\nSET sql_mode='';\nINSERT INTO t VALUES ('\\'');",
  'systematic();\nsources;\n',
  ';;\n;\n',
  '--no space needed where a statement would start: \\! ls\nSELECT 1;',
];

describe('DumpScanner', () => {
  it.each(HARMLESS)('hands on unchanged, in pieces of any size: %j', dump => {
    for (const pieceBytes of [1, 2, 3, 7, 64, 65, 4096]) {
      expect(read(dump, pieceBytes).passed.toString()).toBe(dump);
    }
  });

  it.each([
    ['SELECT 1;\n\\! touch x\n', '\\! (system)', 2],
    ['SELECT 1;\nsystem touch x\n', 'system', 2],
    ['SELECT 1;\n  SOURCE other.sql\n', 'source', 2],
    ['\\. other.sql\n', '\\. (source)', 1],
    ['SELECT 1\n, 2 \\! touch x\n;', '\\! (system)', 2],
    ['/*!50000 SELECT 1 \\! touch x */;', '\\! (system)', 1],
    ['tee /tmp/out\n', 'tee', 1],
    ['SELECT 1;\\T /tmp/out\n', '\\T (tee)', 1],
    ['pager cat > /tmp/out\n', 'pager', 1],
    ['\\P cat\n', '\\P (pager)', 1],
    ['edit\n', 'edit', 1],
    ["INSERT INTO t VALUES ('a');\n\nconnect other host\n", 'connect', 3],
    ['SELECT 1 \\G\n', '\\G (ego)', 1],
    ['SELECT 1 \\g\n', '\\g (go)', 1],
    ['SELECT 1 \\c', '\\c (clear)', 1],
    ['SELECT 1 \\Q;', 'an unknown backslash command', 1],
    ['SELECT 1 \\- ;', '\\- (sandbox)', 1],
    ['help;', 'help', 1],
    ['? contents', '?', 1],
    ["INSERT INTO t VALUES ('\\\\') \\! touch x;", '\\! (system)', 1],
    [`SELECT '${'x'.repeat(500)}\\\\', "y" \\! ls;`, '\\! (system)', 1],
  ])('refuses %j', (dump, command, line) => {
    for (const pieceBytes of [1, 5, 64, 4096]) {
      expect(fault(dump, pieceBytes)).toEqual({
        code: 'client-command-in-dump',
        message: `The dump holds the client command ${command} at line ${line}: restoring it with the mariadb client would run it. The load was refused.`,
      });
    }
  });

  it('hands on nothing of a chunk that holds a client command', () => {
    const reading = new DumpReading();
    expect(() =>
      reading.push(Buffer.from(`SELECT 1;\n\\! ls\n${' '.repeat(200)}`)),
    ).toThrow('client command');
  });

  it.each([
    "INSERT INTO t VALUES (1,'a'),(2,'b",
    "INSERT INTO t VALUES (1,'a'),(2,'b')",
    'CREATE TABLE t (\n  id int,\n',
    '/*!50001 CREATE VIEW v AS SELECT 1',
    'SELECT 1; /* never closed',
    "INSERT INTO t VALUES ('ends in an escape \\",
    'DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; END;\n',
    'SELECT 1 -- no end',
  ])('finds a dump that was cut off: %j', dump => {
    for (const pieceBytes of [1, 64, 4096]) {
      expect(fault(dump, pieceBytes)?.code).toBe('truncated');
    }
  });

  it('reads a string of many megabytes without an end of line in bounded pieces', () => {
    const reading = new DumpReading();
    const piece = Buffer.alloc(1024 * 1024, "x\\'");
    let largest = 0;
    reading.push(Buffer.from("INSERT INTO t VALUES ('"));
    for (let i = 0; i < 64; i += 1) {
      const passed = reading.push(piece);
      largest = Math.max(
        largest,
        passed.reduce((sum, part) => sum + part.length, 0),
      );
    }
    reading.push(Buffer.from("');\n"));
    reading.end();
    expect(largest).toBeLessThan(2 * piece.length);
  });
});

describe('DumpReading', () => {
  const SYSTEM = [
    'USE `mysql`;',
    'DROP TABLE IF EXISTS `global_priv`;',
    "INSERT INTO `global_priv` VALUES ('localhost','oscar','{\"a\":\"(\\')\"}'),('%','o\\'clock','{}'),('','role','{}');",
    `INSERT INTO \`help_topic\` VALUES ('${'y'.repeat(9000)}');`,
  ].join('\n');

  it('keeps the schema of the server itself out, and its lines in place', () => {
    const dump = `CREATE DATABASE /*!32312 IF NOT EXISTS*/ \`clinic\`;\n${SYSTEM}\nUSE \`clinic\`;\nSELECT 1;\n`;
    for (const pieceBytes of [1, 100, 64 * 1024]) {
      const { reading, passed } = read(dump, pieceBytes);
      expect(passed.toString().replace(/\n+/g, '\n')).toBe(
        'CREATE DATABASE /*!32312 IF NOT EXISTS*/ `clinic`;\nUSE `clinic`;\nSELECT 1;\n',
      );
      expect(passed.toString().split('\n')).toHaveLength(
        dump.split('\n').length,
      );
      expect(reading.result.namedDatabases).toEqual(['clinic']);
      expect(reading.accounts).toEqual([
        { user: 'oscar', host: 'localhost' },
        { user: "o'clock", host: '%' },
      ]);
    }
  });

  it.each([
    'CHANGE MASTER TO MASTER_HOST=1;',
    'START SLAVE;',
    "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '';",
    "INSTALL SONAME 'evil';",
    'SHUTDOWN;',
    'DROP DATABASE IF EXISTS mysql;',
    'SET GLOBAL max_connections=1;',
  ])('keeps out what reaches beyond the copy: %s', statement => {
    expect(read(`SELECT 1;\n${statement}\nSELECT 2;\n`).passed.toString()).toBe(
      'SELECT 1;\n\nSELECT 2;\n',
    );
  });

  it('refuses a character set in which text cannot be told from commands', () => {
    expect(fault('SET NAMES gbk;')?.code).toBe('format-unsupported');
  });

  it('knows a header without trailer, a trailer, and a dump that has neither', () => {
    const trailer = (dump: string) => read(dump).reading.result.trailer;
    const header = '-- MySQL dump 10.13  Distrib 5.7.33, for Linux\n';
    expect(trailer(`${header}SELECT 1;\n`)).toBe(false);
    expect(trailer(`${header}SELECT 1;\n-- Dump completed\n`)).toBe(true);
    expect(trailer(`SELECT 1;\n`)).toBeNull();
    expect(trailer(`${header}-- Dump completed\n${header}SELECT 1;\n`)).toBe(
      false,
    );
    expect(
      trailer(`${header}INSERT INTO t VALUES ('\n-- Dump completed\n');\n`),
    ).toBe(false);
  });

  it('reads version and time from the dump', () => {
    const { result } = read(
      '-- Server version\t5.5.68-MariaDB\n-- Dump completed on 2024-02-03  4:05:06\n',
    ).reading;
    expect(result.sourceVersion).toBe('5.5.68-MariaDB');
    expect(result.takenAt).toBe('2024-02-03T04:05:06');
  });

  it('announces the views of old dumps that stand in for them with tables', () => {
    const { announced } = read(
      '/*!50001 CREATE TABLE `v` (\n  `a` int\n) ENGINE=MyISAM */;\n/*!50001 DROP TABLE `v`*/;\n/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=`a`@`%` SQL SECURITY DEFINER */\n/*!50001 VIEW `v` AS select 1 AS `a` */;\n',
    ).reading.result;
    expect(announced).toMatchObject({ tables: [], views: ['v'] });
  });
});
