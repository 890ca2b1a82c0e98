import { DumpReading } from '../DumpReading';
import {
  BINARIES,
  NULLS,
  NUMBERS,
  OTHERS,
  STRINGS,
  type RowBatch,
} from './RowBatch';
import type { SplitItem } from './StatementCollector';

/** Reads a dump in pieces of one size. */
function split(dump: string | Buffer, pieceBytes = 64 * 1024): SplitItem[] {
  const bytes = Buffer.from(dump);
  const reading = new DumpReading({ split: true });
  const items: SplitItem[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    reading.push(bytes.subarray(at, at + pieceBytes));
    items.push(...reading.take());
  }
  reading.end();
  items.push(...reading.take());
  return items;
}

/** The statements a dump comes apart into, rows as the INSERTs they stand for. */
const statements = (items: SplitItem[]) =>
  items.flatMap(item =>
    item.kind === 'statement'
      ? [`${item.line}: ${item.text.toString('latin1')}`]
      : [...item.batch.asInserts()].map(
          ({ text, line }) => `${line}: rows ${text.toString('latin1')}`,
        ),
  );
const batches = (items: SplitItem[]): RowBatch[] =>
  items.flatMap(item => (item.kind === 'rows' ? [item.batch] : []));
const kindsOf = (dump: string) => {
  const [batch] = batches(split(dump));
  return batch && [...batch.kinds.subarray(0, Math.max(0, batch.columns))];
};

/** Rows as mysqldump writes them, with everything in them that looks like the end of one. */
const HOSTILE = [
  "(1,'),(',NULL)",
  "(2,'it\\'s \\\\',-1.5)",
  "(3,'\\\\\\'; DROP TABLE x; --',1e-7)",
  "(4,'Zoë 漢字 😀\\n\\r\\0\\Z\\\"','')",
  "(5,'INSERT INTO `t` VALUES (','/* */ -- #')",
  "(6,'''','a''b')",
];

describe('Splitting a dump', () => {
  const dump = [
    '-- MariaDB dump 10.19',
    'CREATE TABLE `t` (',
    '  `a` int);',
    `INSERT INTO \`t\` VALUES ${HOSTILE.join(',')};`,
    `INSERT INTO \`t\` VALUES\n${HOSTILE.join(',\n')};`,
    'INSERT INTO `u` (`a`, `b``c`) VALUES (1,2);',
    '/*!40000 ALTER TABLE `t` ENABLE KEYS */;',
    '-- Dump completed on 2026-11-22  4:05:25',
    '',
  ].join('\n');
  const whole = statements(split(dump));

  it('gives every row and statement back in its order and with its line', () => {
    expect(
      whole.map(text => Buffer.from(text, 'latin1').toString('utf8')),
    ).toEqual([
      '2: CREATE TABLE `t` (\n  `a` int)',
      `4: rows INSERT INTO \`t\` VALUES ${HOSTILE.join(',')}`,
      // The prelude ends with the line; both statements go to the same table.
      `5: rows INSERT INTO \`t\` VALUES\n${HOSTILE.join(',\n')}`,
      '12: rows INSERT INTO `u` (`a`, `b``c`) VALUES (1,2)',
      '13: /*!40000 ALTER TABLE `t` ENABLE KEYS */',
    ]);
  });

  it('reads the same whatever the size of the pieces it comes in', () => {
    for (let pieceBytes = 1; pieceBytes < 200; pieceBytes += 1) {
      expect(statements(split(dump, pieceBytes))).toEqual(whole);
    }
  });

  it('finds the end of strings of every length, with escapes and quotes at every place', () => {
    const rows: string[] = [];
    for (let length = 0; length < 90; length += 1) {
      for (const inside of ["\\'", '\\\\', "\\\\\\'", "''", '\\n', '']) {
        const text = `${'a'.repeat(length)}${inside}${'b'.repeat(90 - length)}`;
        rows.push(`('${text}','${inside}',${length})`);
      }
    }
    const sql = `INSERT INTO \`t\` VALUES ${rows.join(',')}`;
    for (const pieceBytes of [7, 64, 1000, 64 * 1024]) {
      const items = split(`${sql};\n`, pieceBytes);
      expect(batches(items).map(batch => batch.rows)).toEqual([rows.length]);
      expect(statements(items)).toEqual([`1: rows ${sql}`]);
    }
  });

  it('uses memory again only for rows that come after it was given back', () => {
    const reading = new DumpReading({ split: true });
    const table = (name: string) =>
      `INSERT INTO \`${name}\` VALUES ('${name.repeat(50)}');\n`;
    const next = (name: string) => {
      // Enough behind it for the reader to look ahead.
      reading.push(Buffer.from(`${table(name)}SELECT 1;${' '.repeat(40_000)}`));
      const [batch] = batches(reading.take());
      return batch;
    };
    const texts = (batch: RowBatch) => Buffer.concat(batch.asLoadData());
    const [a, b] = [next('a'), next('b')];
    a.release();
    expect(texts(a)).toHaveLength(0);
    const c = next('c');
    expect(texts(b).toString()).toContain('b'.repeat(50));
    expect(texts(c).toString()).toContain('c'.repeat(50));
  });

  it.each([
    [
      "(1,-2.50,1e10,NULL,'x','',_binary 'y')",
      [NUMBERS, NUMBERS, NUMBERS, NULLS, STRINGS, STRINGS, BINARIES],
    ],
    ['(1),(NULL),(2)', [NUMBERS | NULLS]],
    ["(0xABCDEF,x'00',b'1',_utf8mb4 'z',1.2.3,-)", Array(6).fill(OTHERS)],
    ['(0001,TRUE)', [NUMBERS, OTHERS]],
  ])('tells how the values of %j are written', (rows, kinds) => {
    expect(kindsOf(`INSERT INTO \`t\` VALUES ${rows};`)).toEqual(kinds);
  });

  it.each([
    ["('50\\%')", true],
    ["('a\\_b')", true],
    ["('\\N')", true],
    ["(1, 'space')", true],
    [`('${'long '.repeat(900)}\\%')`, true],
    ["('C:\\\\Next\\\\_x 100%')", false],
  ])('knows whether LOAD DATA would read %j as INSERT does', (row, other) => {
    const [batch] = batches(split(`INSERT INTO \`t\` VALUES ${row};`));
    expect(batch.peculiar).toBe(other);
  });

  it('leaves the introducers of binary strings out of what LOAD DATA reads', () => {
    const dumped =
      "INSERT INTO `t` VALUES (1,_binary '_binary \\'x'),(2,_binary '');\nINSERT INTO `t` VALUES (3,_binary 'z');\n";
    for (let pieceBytes = 1; pieceBytes < 60; pieceBytes += 1) {
      const [batch] = batches(split(dumped, pieceBytes));
      expect(Buffer.concat(batch.asLoadData()).toString()).toMatch(
        /^\(1,'_binary \\'x'\),\(2,''\)\(3,'z'\)$/,
      );
      expect(batch).toMatchObject({ rows: 3, columns: 2, last: true });
    }
  });

  it.each([
    "INSERT INTO `t` VALUES (1,CONCAT('a','b'));",
    'INSERT INTO `t` VALUES (1,"double");',
    'INSERT INTO `t` VALUES (1 , 2);',
    'INSERT INTO `t` VALUES (@x);',
    'INSERT INTO `t` SELECT 1;',
    'INSERT IGNORE INTO `t` VALUES (1);',
    'REPLACE INTO `t` VALUES (1);',
    'INSERT INTO t VALUES (1);',
    'INSERT INTO `d`.`t` VALUES (1);',
    "SET sql_mode='NO_BACKSLASH_ESCAPES';\nINSERT INTO `t` VALUES ('\\');",
  ])('hands %j on as a statement', sql => {
    for (const pieceBytes of [1, 7, 4096]) {
      const items = split(`${sql}\n`, pieceBytes);
      expect(items.map(item => item.kind)).not.toContain('rows');
      expect(statements(items).at(-1)).toContain(
        sql.split('\n').at(-1)?.slice(0, -1),
      );
    }
  });

  it.each([
    'INSERT INTO `t` VALUES (1) ON DUPLICATE KEY UPDATE a = 2;',
    'INSERT INTO `t` VALUES (1),(NOW());',
  ])('leaves %j to the client', sql => {
    expect(() => split(`${sql}\n`)).toThrow(
      expect.objectContaining({ name: 'SplitFallback' }),
    );
  });

  it('knows rows of different lengths', () => {
    const [batch] = batches(split('INSERT INTO `t` VALUES (1,2),(3);'));
    expect(batch.columns).toBe(-1);
  });

  it('cuts rows into bounded batches and says which is the last', () => {
    const row = `(1,'${'x'.repeat(1000)}')`;
    const found = batches(
      split(
        `INSERT INTO \`t\` VALUES ${Array(12_000)
          .fill(row)
          .join(',')};\nSELECT 1;`,
      ),
    );
    expect(found.map(batch => batch.last)).toEqual([false, false, true]);
    expect(found.map(batch => batch.follows)).toEqual([false, true, true]);
    expect(found.reduce((sum, batch) => sum + batch.rows, 0)).toBe(12_000);
    for (const batch of found) {
      expect(batch.bytes).toBeLessThan(4 * 1024 * 1024 + 2 * row.length);
    }
  });

  it('keeps one row of 16 MB and no more than it', () => {
    const piece = Buffer.alloc(1024 * 1024, "x\\'");
    const reading = new DumpReading({ split: true });
    reading.push(Buffer.from("INSERT INTO `t` VALUES (1,'"));
    for (let i = 0; i < 16; i += 1) reading.push(piece);
    reading.push(Buffer.from("');\n"));
    reading.end();
    const [batch] = batches(reading.take());
    expect(batch).toMatchObject({ rows: 1, columns: 2 });
    expect(batch.bytes).toBe(16 * piece.length + "(1,'')".length);
  });

  it.each([
    "INSERT INTO `t` VALUES (1,'",
    'INSERT INTO `t` VALUES (1),(',
    'CREATE TABLE t (',
  ])(
    'gives a line without end that starts with %j up within bounded memory',
    start => {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      const reading = new DumpReading({ split: true });
      reading.push(Buffer.from(start));
      const endless = () => {
        for (let i = 0; i < 100; i += 1) reading.push(piece);
      };
      expect(endless).toThrow(
        expect.objectContaining({ name: 'SplitFallback' }),
      );
    },
  );

  it.each([
    "INSERT INTO `t` VALUES (1,'a'),(2,'b",
    "INSERT INTO `t` VALUES (1,'a'),(2",
    "INSERT INTO `t` VALUES (1,'a'),",
    "INSERT INTO `t` VALUES (1,'a')",
    "INSERT INTO `t` VALUES (1,'ends in an escape \\",
    'INSERT INTO `t` VALUES (1,NUL',
  ])('finds rows that were cut off: %j', dumped => {
    for (const pieceBytes of [1, 5, 4096]) {
      expect(() => split(dumped, pieceBytes)).toThrow(
        expect.objectContaining({ code: 'truncated' }),
      );
    }
  });

  it.each([
    'INSERT INTO `t` VALUES (1\\! ls);',
    "INSERT INTO `t` VALUES ('a') \\! ls;",
    'I\\! ls',
  ])('lets no client command pass: %j', dumped => {
    expect(() => split(`${dumped}\n`)).toThrow(
      /client command|loaded by the plain client/,
    );
  });
});
