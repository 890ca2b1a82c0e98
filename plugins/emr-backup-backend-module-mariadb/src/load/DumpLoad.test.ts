import { PassThrough } from 'node:stream';
import type { ScratchServer } from '@emr-backup/plugin-emr-backup-node';
import { EMR_FACTS } from '../__testUtils__/emrSchema';
import { dumpOf, never, ScratchRoom } from '../__testUtils__/scratch';
import { digests, SourceServer } from '../__testUtils__/sourceServer';

jest.setTimeout(120_000);

describe('Loading a dump', () => {
  const room = new ScratchRoom();
  let source: SourceServer;
  let expected: Record<string, unknown>;
  let dump: Buffer;

  beforeAll(async () => {
    source = await SourceServer.create(room);
    expected = await digests(source.server, 'emr');
    dump = await source.dump();
  });
  afterAll(() => room.clean());

  const load = async (content: Buffer | string, pieceBytes?: number) => {
    const server = await room.boot();
    const result = await server.load(dumpOf(content, { pieceBytes }), {
      signal: never,
    });
    return { server, result };
  };
  const faultOf = (content: Buffer | string) =>
    load(content).then(
      () => undefined,
      error => ({ name: error.name, code: error.code, message: error.message }),
    );
  const viewError = async (server: ScratchServer, view: string) =>
    server
      .query(`SELECT * FROM ${server.quote(view)} LIMIT 1`, {
        database: 'restored',
      })
      .then(
        () => undefined,
        error => error.message,
      );

  it('brings every byte of every row over, and all of the structure', async () => {
    const { server, result } = await load(dump, 1000);
    expect(Object.keys(expected)).toEqual(EMR_FACTS.tables);
    expect(await digests(server, 'restored')).toEqual(expected);
    expect(result).toMatchObject({ databases: ['restored'], trailer: true });
    expect(result.sourceVersion).toBe(source.server.version);

    const schema = await server.inspect();
    const { tables, views, ...counts } = EMR_FACTS;
    expect(schema.tables.map(table => table.name)).toEqual(tables);
    expect(schema.views.map(view => view.name)).toEqual(views);
    expect(schema).toMatchObject(counts);
    expect(result.announced).toMatchObject(counts);
    expect(result.announced?.tables.toSorted()).toEqual(tables);
    expect(result.announced?.views?.toSorted()).toEqual(views);
    expect(
      schema.tables.find(table => table.name === 'casemgmt_note'),
    ).toMatchObject({ foreignKeys: 1, indexes: 2, primaryKey: ['note_id'] });
  });

  it.each([
    ['--hex-blob'],
    ['--compact'],
    ['--skip-comments'],
    ['--skip-extended-insert'],
    ['--complete-insert', '--skip-opt', '--create-options'],
    ['--default-character-set=utf8mb4', '--skip-set-charset'],
    ['--order-by-primary', '--no-autocommit', '--add-drop-trigger'],
  ])(
    'brings the same rows over from a dump made with %s %s',
    async (...args) => {
      const { server, result } = await load(
        await source.dump(...args.filter(Boolean)),
      );
      expect(await digests(server, 'restored')).toEqual(expected);
      const bare =
        args.includes('--compact') || args.includes('--skip-comments');
      expect(result.trailer).toBe(bare ? null : true);
    },
  );

  it('counts the rows where a dump that names its databases put them', async () => {
    const { server, result } = await load(
      await source.dump('--databases', 'emr'),
    );
    expect(result).toMatchObject({
      databases: ['emr'],
      namedDatabases: ['emr'],
    });
    expect(await server.databases()).toEqual(['emr']);
    expect(await digests(server, 'emr')).toEqual(expected);
  });

  it('restores a dump of all databases and keeps its own accounts', async () => {
    const { server, result } = await load(await source.dump('--all-databases'));
    expect(result.databases).toEqual(['emr']);
    expect(await digests(server, 'emr')).toEqual(expected);
    expect(
      await server.load(dumpOf('CREATE TABLE later (id int);'), {
        signal: never,
      }),
    ).toMatchObject({ databases: ['restored'] });
  });

  it('restores a dump with Windows line ends', async () => {
    const text = dump.toString('latin1').replaceAll('\n', '\r\n');
    const { server } = await load(Buffer.from(text, 'latin1'));
    expect(await server.inspect()).toMatchObject({ triggers: 1, routines: 2 });
    expect((await digests(server, 'restored')).document).toEqual(
      expected.document,
    );
  });

  it('finds views whose definer is missing by reading them', async () => {
    const { server, result } = await load(dump);
    expect(result.missingDefiners).toEqual(['departed@clinic.example']);
    expect(await viewError(server, 'patient')).toBeUndefined();
    expect(await viewError(server, 'patient_note_count')).toBe(
      'The scratch server answered with error 1449 (HY000).',
    );
  });

  it('finds the definers that a dump of all databases brings along', async () => {
    const server = await room.boot();
    const account =
      "USE mysql;\nINSERT INTO `global_priv` VALUES ('clinic.example','departed','{}');\nUSE restored;\n";
    await server.load(dumpOf(account + dump), { signal: never });
    expect(await viewError(server, 'patient_note_count')).toBeUndefined();
  });

  it('tells a dump cut between two tables by its missing trailer', async () => {
    const cut = dump.indexOf('-- Table structure for table `document`');
    const { result, server } = await load(dump.subarray(0, cut));
    expect(result.trailer).toBe(false);
    expect((await server.inspect()).tables).toHaveLength(2);
  });

  it('tells a dump cut in the middle of a row', async () => {
    const cut = dump.indexOf('Note 100:') + 4;
    expect(await faultOf(dump.subarray(0, cut))).toMatchObject({
      name: 'BackupFault',
      code: 'truncated',
    });
  });

  it('tells a dump without a statement', async () => {
    expect(await faultOf('-- MariaDB dump 10.19\n--\n')).toMatchObject({
      name: 'BackupFault',
      code: 'hollow',
    });
  });

  it('refuses a client command in the middle of a dump and runs nothing', async () => {
    const at = dump.indexOf('-- Table structure for table `log`');
    const tampered = Buffer.concat([
      dump.subarray(0, at),
      Buffer.from('\\! touch /tmp/emr-drill-shell-escape\n'),
      dump.subarray(at),
    ]);
    expect(await faultOf(tampered)).toMatchObject({
      name: 'BackupFault',
      code: 'client-command-in-dump',
    });
  });

  it.each([
    ['SELEKT 1;', 'BackupFault', 'load-error', '1064 (42000) at line 2'],
    [
      'CREATE TABLE t (id int PRIMARY KEY);\nSET unique_checks=1; INSERT INTO t VALUES (1),(1);',
      'BackupFault',
      'load-error',
      '1062 (23000) at line 3',
    ],
    [
      'INSERT INTO nowhere VALUES (1);',
      'BackupFault',
      'load-error',
      '1146 (42S02) at line 2',
    ],
    [
      'CREATE TABLE t (a text) COLLATE=utf8mb4_0900_ai_ci;',
      'DrillFault',
      'environment-collation',
      'utf8mb4_0900_ai_ci',
    ],
    [
      "SET sql_mode='NO_ENGINE_SUBSTITUTION'; CREATE TABLE t (a int) ENGINE=RocksDB;",
      'DrillFault',
      'engine-version',
      'ROCKSDB',
    ],
    [
      `SET innodb_strict_mode=1;\nCREATE TABLE t (${Array.from(
        { length: 100 },
        (_, i) => `c${i} char(200)`,
      )}) ENGINE=InnoDB CHARSET=latin1;`,
      'DrillFault',
      'engine-version',
      '1118',
    ],
    [
      "SET SESSION no_such_setting='x';",
      'DrillFault',
      'engine-version',
      '1193',
    ],
  ])('tells what %j means', async (sql, name, code, part) => {
    const fault = await faultOf(`-- MariaDB dump 10.19\n${sql}\n`);
    expect(fault).toMatchObject({ name, code });
    expect(fault?.message.toLowerCase()).toContain(part.toLowerCase());
  });

  it('passes on the fault of the stream it reads from', async () => {
    const server = await room.boot();
    const broken = new Error('the archive is damaged');
    const loading = server.load(
      {
        ...dumpOf(''),
        open: async () => {
          const stream = new PassThrough();
          stream.write(dump.subarray(0, 2000));
          setImmediate(() => stream.destroy(broken));
          return stream;
        },
      },
      { signal: never },
    );
    await expect(loading).rejects.toBe(broken);
  });

  it('tells bytes and table while it loads', async () => {
    const seen: { bytes: number; table?: string }[] = [];
    const server = await room.boot();
    await server.load(dumpOf(dump), {
      signal: never,
      onProgress: progress => seen.push(progress),
    });
    expect(seen.at(-1)).toEqual({ bytes: dump.length, table: 'log' });
    expect(seen.length).toBeGreaterThan(1);
  });
});
