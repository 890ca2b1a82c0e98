import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type {
  LoadOptions,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import {
  dumpOf,
  never,
  processesNaming,
  ScratchRoom,
} from '../../__testUtils__/scratch';
import { digests, SourceServer } from '../../__testUtils__/sourceServer';

jest.setTimeout(180_000);

const ROWS = 4000;
const many = (row: (n: number) => string) =>
  Array.from({ length: ROWS }, (_, i) => `(${row(i + 1)})`).join(',');
/** Text that no compressor or padding hides: it makes a table big enough to be split. */
const filler = (n: number) =>
  createHash('sha256').update(String(n)).digest('hex').repeat(4);
const everyByte = `0x${Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')}`;

/** Tables that are big, and nasty in different ways. */
const NASTY = `
SET NAMES utf8mb4;
SET sql_mode='ALLOW_INVALID_DATES', time_zone='-05:00';
CREATE TABLE every_type (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  tiny tinyint, amount decimal(20,6), small_float float, big_double double,
  birth date, seen datetime(3), stamp timestamp NULL, clock time(2),
  kind enum('a','b,c','d''e'), flags set('x','y)','z(') NOT NULL,
  text_value varchar(600), blob_value blob, bytes varbinary(300), zerofilled int(8) unsigned zerofill,
  json_value json, latin varchar(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
  PRIMARY KEY (id), UNIQUE KEY pair (tiny,id), KEY seen (seen,kind), KEY prefixed (text_value(20))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO every_type VALUES ${many(
  n =>
    `${n}, ${n % 3 ? (n % 200) - 100 : 'NULL'}, ${n}.${n}, ${n / 4}, ${
      n % 5 ? `${n}e-${n % 300}` : 'NULL'
    }, '${n % 4 ? '1980-02-28' : '0000-00-00'}', '2026-11-01 01:30:00.${
      n % 1000
    }', FROM_UNIXTIME(${1_700_000_000 + n * 3600}), '-${n % 800}:10:11.5', ${
      (n % 3) + 1
    }, 'x,z(', CONCAT('${filler(n)}', CHAR(${
      n % 128
    } USING utf8mb4), ' ),( 😀 \\\\N \\\\% ''\\\\'' ', REPEAT('é', ${
      n % 9
    })), ${everyByte}, ${
      n % 2 ? `UNHEX(MD5(${n}))` : "''"
    }, ${n}, '{"a": "b\\\\"c"}', 'Zoë ${n}'`,
)};
CREATE TABLE bits_and_places (id int NOT NULL PRIMARY KEY, flag bit(9), place point NOT NULL, born year, note text, KEY born (born));
INSERT INTO bits_and_places VALUES ${many(
  n =>
    `${n}, b'${(n % 512).toString(2)}', POINT(${n}, -${n}), ${
      n % 2 ? 2000 : 0
    }, '${filler(n)}'`,
)};
CREATE TABLE generated (id int NOT NULL PRIMARY KEY, note varchar(300), size int AS (LENGTH(note)) STORED, KEY size (size));
INSERT INTO generated (id, note) VALUES ${many(n => `${n}, '${filler(n)}'`)};
CREATE TABLE keyless (a int, note varchar(300), KEY a (a));
INSERT INTO keyless VALUES ${many(n => `${n % 7}, '${filler(n)}'`)};
CREATE TABLE searched (id int NOT NULL PRIMARY KEY, note text, FULLTEXT KEY note (note));
INSERT INTO searched VALUES ${many(n => `${n}, '${filler(n)}'`)};
CREATE TABLE isam (id int NOT NULL PRIMARY KEY, note text, KEY note (note(10))) ENGINE=MyISAM;
INSERT INTO isam VALUES ${many(n => `${n}, '${filler(n)}'`)};
CREATE TABLE parent (id int NOT NULL PRIMARY KEY, code char(40) NOT NULL, note text, UNIQUE KEY code (code));
INSERT INTO parent VALUES ${many(n => `${n}, SHA1(${n}), '${filler(n)}'`)};
CREATE TABLE child (id int NOT NULL PRIMARY KEY, code char(40), note text, KEY code (code), CONSTRAINT c FOREIGN KEY (code) REFERENCES parent (code));
INSERT INTO child VALUES ${many(n => `${n}, SHA1(${n}), '${filler(n)}'`)};
CREATE TABLE adviser (id int NOT NULL PRIMARY KEY, code char(40) NOT NULL, note text, UNIQUE KEY code (code));
INSERT INTO adviser VALUES ${many(n => `${n}, SHA1(${n}), '${filler(n)}'`)};
CREATE TABLE person (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, mother int, adviser char(40) NOT NULL, note text, KEY mother (mother), KEY advised_by (adviser),
  CONSTRAINT mother FOREIGN KEY (mother) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT advised_by FOREIGN KEY (adviser) REFERENCES adviser (code) ON UPDATE CASCADE);
INSERT INTO person VALUES ${many(
  n => `${n}, ${n % 2 ? 'NULL' : n - 1}, SHA1(${n}), '${filler(n)}'`,
)};
CREATE TABLE \`note, of\` (id int NOT NULL PRIMARY KEY, person int NOT NULL, second int, note text, KEY person (person,second),
  CONSTRAINT \`of, \`\`whom\` FOREIGN KEY (person) REFERENCES person (id) ON DELETE CASCADE);
INSERT INTO \`note, of\` VALUES ${many(
  n => `${n}, ${(n % 100) + 1}, NULL, '${filler(n)}'`,
)};
CREATE TABLE parted (id int NOT NULL PRIMARY KEY, note text) PARTITION BY HASH (id) PARTITIONS 3;
INSERT INTO parted VALUES ${many(n => `${n}, '${filler(n)}'`)};
CREATE TABLE \`odd \`\`name, é\` (\`odd \`\`column\` int NOT NULL PRIMARY KEY, note text, KEY \`k,(\` (note(5)));
INSERT INTO \`odd \`\`name, é\` VALUES ${many(n => `${n}, '${filler(n)}'`)};
CREATE TABLE guarded (id int NOT NULL PRIMARY KEY, note text);
INSERT INTO guarded VALUES ${many(n => `${n}, '${filler(n)}'`)};
CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW SET NEW.note = 'changed';
`;
/** Of these, and of the small EMR beside them. */
const TABLES = 19;

/** Every definition of a restored copy. */
async function definitions(server: ScratchServer) {
  const found: Record<string, unknown> = {};
  for (const table of (await server.inspect()).tables) {
    const [row] = await server.query(
      `SHOW CREATE TABLE ${server.quoteTable(table)}`,
      { database: 'restored' },
    );
    found[table.name] = row['Create Table'];
  }
  return found;
}

describe('Loading over several connections', () => {
  const room = new ScratchRoom();
  let source: SourceServer;
  let expected: Record<string, unknown>;

  beforeAll(async () => {
    source = await SourceServer.create(room, 'nasty');
    await source.server.load(dumpOf(NASTY, { database: 'nasty' }), {
      signal: never,
      tuning: 'default',
    });
    expected = await digests(source.server, 'nasty');
  });
  afterAll(() => room.clean());

  const load = async (
    dump: Buffer | string,
    options: Partial<LoadOptions> = {},
  ) => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    const result = await server.load(dumpOf(dump), {
      signal: never,
      ...options,
    });
    const left = await readdir(join(workDir, 'mariadb', 'handover'));
    expect(left).toEqual([]);
    return { server, result };
  };

  it.each([
    [
      [],
      /^split \(11 tables by LOAD DATA, 4 by INSERT beside, 4 in turn, indexes of 6 after/,
    ],
    [['--hex-blob'], /^split \(9 tables by LOAD DATA, 6 by INSERT beside/],
    [['--complete-insert', '--compact'], /^split \(11 tables by LOAD DATA/],
    [['--skip-extended-insert'], /^split \(11 tables by LOAD DATA/],
    [['--default-character-set=latin1'], /^split/],
    [['--no-autocommit', '--order-by-primary'], /^split \(11 tables/],
  ])(
    'makes the same rows and definitions as the client of a dump made with %j',
    async (args, path) => {
      const dump = await source.dump(...args);
      const byClient = await load(dump, { tuning: 'default' });
      const { server, result } = await load(dump);
      expect(byClient.result.path).toBe('client');
      expect(result.path).toMatch(path);
      expect(Object.keys(expected)).toHaveLength(TABLES);
      const rows = await digests(server, 'restored');
      expect(rows).toEqual(await digests(byClient.server, 'restored'));
      expect(await definitions(server)).toEqual(
        await definitions(byClient.server),
      );
      expect({ ...result, path: '' }).toEqual({ ...byClient.result, path: '' });
      // latin1 cannot hold the emoji: what the client makes of it is all there is.
      const latin1 = args.includes('--default-character-set=latin1');
      expect(rows).toEqual(
        latin1 ? await digests(byClient.server, 'restored') : expected,
      );
    },
  );

  it('leaves secondary indexes out of the tier data, and loads every row', async () => {
    const { server, result } = await load(await source.dump(), {
      tier: 'data',
    });
    expect(result.path).toContain('indexes of 6 left out');
    expect(await digests(server, 'restored')).toEqual(expected);
    const { tables } = await server.inspect();
    expect(tables.find(table => table.name === 'every_type')).toMatchObject({
      indexes: 0,
      primaryKey: ['id'],
    });
  });

  it('loads the rows of core tables alone in the tier quick', async () => {
    const { server, result } = await load(await source.dump(), {
      tier: 'quick',
      coreTables: ['keyless'],
    });
    expect(result).toMatchObject({
      trailer: true,
      path: expect.stringContaining(`rows of ${TABLES - 1} left out`),
    });
    const count = (table: string) =>
      server.query(`SELECT COUNT(*) AS n FROM ${table}`, {
        database: 'restored',
      });
    expect(await count('keyless')).toEqual([{ n: ROWS }]);
    expect(await count('isam')).toEqual([{ n: 0 }]);
  });

  const table =
    'CREATE TABLE `t` (`id` int NOT NULL, `code` int, `note` varchar(300), PRIMARY KEY (`id`), UNIQUE KEY `code` (`code`));\n';
  const rows = (change: (n: number) => string) =>
    `INSERT INTO \`t\` VALUES\n${Array.from(
      { length: 20_000 },
      (_, i) => `(${change(i)})`,
    ).join(',\n')};\n`;
  const good = (n: number) => `${n},${n},'${filler(n)}'`;

  it.each([
    ['the primary key', (n: number) => good(n === 15_000 ? 3 : n)],
    [
      'a key that is built after the rows',
      (n: number) => (n === 9_000 ? `9000,4,'x'` : good(n)),
    ],
  ])('finds rows that meet in %s', async (_, change) => {
    const dump = table + rows(change);
    const fault = (options?: Partial<LoadOptions>) =>
      load(dump, options).then(
        () => undefined,
        ({ name, code, message }) => ({ name, code, message }),
      );
    const wanted = {
      name: 'BackupFault',
      code: 'load-error',
      message: expect.stringContaining(' at line 2 of the dump'),
    };
    expect(await fault()).toEqual(wanted);
    expect(await fault({ tuning: 'default' })).toEqual(wanted);
  });

  it('does rows again as INSERT that LOAD DATA would not take as they are', async () => {
    const dump =
      table + rows(n => (n === 7 ? `7,7,'${'long'.repeat(100)}'` : good(n)));
    const { server, result } = await load(dump);
    expect(result.path).toContain('0 tables by LOAD DATA, 1 by INSERT');
    expect(
      await server.query('SELECT LENGTH(note) AS n FROM t WHERE id = 7', {
        database: 'restored',
      }),
    ).toEqual([{ n: 300 }]);
  });

  it('starts again by the client when a table that takes nothing back takes rows otherwise', async () => {
    const dump =
      table.replace(');\n', ') ENGINE=MyISAM;\n') +
      rows(n => (n === 7 ? `7,7,'${'long'.repeat(100)}'` : good(n)));
    const { server, result } = await load(dump);
    expect(result.path).toMatch(/^client \(a table without transactions/);
    expect(
      await server.query('SELECT COUNT(*) AS n FROM t', {
        database: 'restored',
      }),
    ).toEqual([{ n: 20_000 }]);
  });

  it.each([
    [
      'CREATE TEMPORARY TABLE x (a int);',
      'it holds a statement of a rare kind',
    ],
    ['SELECT 1;', 'it holds a statement of a rare kind'],
    [
      "INSERT INTO `t` VALUES (-1,-1,'x') ON DUPLICATE KEY UPDATE code = 1;",
      'rows are followed by something that is no row',
    ],
  ])('starts again by the client when it meets %j', async (sql, why) => {
    const dump = `${table}${rows(good)}${sql}\n`;
    const { server, result } = await load(dump);
    expect(result.path).toBe(`client (${why})`);
    expect(result.bytes).toBe(Buffer.byteLength(dump));
    const [{ n }] = await server.query('SELECT COUNT(*) AS n FROM t', {
      database: 'restored',
    });
    expect(n).toBeGreaterThanOrEqual(20_000);
  });

  it('keeps what an earlier dump brought when it starts again', async () => {
    const { server } = await load('CREATE TABLE `early` (`a` int);\n');
    const again = `CREATE TABLE \`late\` (\`a\` int);\nSELECT 1;\n`;
    await server.load(dumpOf(again), { signal: never });
    expect((await server.inspect()).tables.map(({ name }) => name)).toEqual([
      'early',
      'late',
    ]);
  });

  it('takes a row of 24 MB through LOAD DATA', async () => {
    const long = 'y'.repeat(24 * 1024 * 1024);
    const { server, result } = await load(
      `CREATE TABLE \`big\` (\`id\` int PRIMARY KEY, \`note\` longtext);\nINSERT INTO \`big\` VALUES (1,'${long}'),(2,'z');\n`,
    );
    expect(result.path).toContain('1 table by LOAD DATA');
    expect(
      await server.query('SELECT LENGTH(note) AS n FROM big ORDER BY id', {
        database: 'restored',
      }),
    ).toEqual([{ n: long.length }, { n: 1 }]);
  });

  it('leaves no process and no file behind when it is aborted between batches', async () => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    const stream = new PassThrough();
    const abort = new AbortController();
    const loading = server.load(
      { ...dumpOf(''), open: async () => stream },
      {
        signal: abort.signal,
        onProgress: () => abort.abort(new Error('cancelled by a person')),
      },
    );
    stream.write(table + rows(good));
    await expect(loading).rejects.toThrow('cancelled by a person');
    expect(stream.destroyed).toBe(true);
    expect(await readdir(join(workDir, 'mariadb', 'handover'))).toEqual([]);
    await server.stop();
    expect(await processesNaming(workDir)).toEqual([]);
  });

  it('lets SQL put no file where plugins are looked for', async () => {
    const { server } = await load('CREATE TABLE `t` (`a` int);\n');
    const write =
      "SET @sql = CONCAT('SELECT 1 INTO DUMPFILE ''', @@plugin_dir, '/x.so''');\nPREPARE s FROM @sql;\nEXECUTE s;\n";
    await expect(
      server.load(dumpOf(write), { signal: never }),
    ).rejects.toMatchObject({ code: 'load-error' });
  });
});
