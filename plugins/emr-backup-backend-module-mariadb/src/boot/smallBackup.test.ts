import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  dumpOf,
  never,
  processesNaming,
  ScratchRoom,
} from '../__testUtils__/scratch';
import { MEMORY_FOLDER } from './redoLogInMemory';

jest.setTimeout(120_000);

describe('A server for a small backup', () => {
  const room = new ScratchRoom();
  afterAll(() => room.clean());

  const bootSmall = async (settings: Record<string, string> = {}) => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir, settings, undefined, 1_000_000);
    return { workDir, server };
  };
  const logDirOf = async (workDir: string) => {
    const [line] = await processesNaming(`--datadir=${workDir}`);
    return /--innodb-log-group-home-dir=(\S+)/.exec(line)?.[1] ?? '';
  };
  const load = (
    server: Awaited<ReturnType<typeof bootSmall>>['server'],
    sql: string,
  ) => server.load(dumpOf(sql), { signal: never });

  it('has its redo log in memory, closed to others, and leaves nothing of it', async () => {
    const { workDir, server } = await bootSmall();
    const logDir = await logDirOf(workDir);
    expect(logDir.startsWith(`${MEMORY_FOLDER}/emr-`)).toBe(true);
    expect((await stat(logDir)).mode & 0o077).toBe(0);
    await load(
      server,
      'CREATE TABLE t (a int PRIMARY KEY);\nINSERT INTO t VALUES (1);\n',
    );
    expect(
      await server.query('SELECT a FROM t', { database: 'restored' }),
    ).toEqual([{ a: 1 }]);
    await server.stop();
    await expect(stat(logDir)).rejects.toThrow('ENOENT');
  });

  it('leaves nothing in memory when it is reaped, and what others have there alone', async () => {
    const { workDir } = await bootSmall();
    const logDir = await logDirOf(workDir);
    const others = await mkdtemp(join(MEMORY_FOLDER, 'emr-'));
    try {
      const pid = await readFile(join(workDir, 'mariadb', 'pid'), 'utf8');
      process.kill(Number(pid), 'SIGKILL');
      await room.engine.reap(workDir);
      await expect(stat(logDir)).rejects.toThrow('ENOENT');
      expect((await stat(others)).isDirectory()).toBe(true);
    } finally {
      await rm(others, { recursive: true });
    }
  });

  it('takes tables that want a file of their own', async () => {
    const { server } = await bootSmall();
    await load(
      server,
      'CREATE TABLE a (id int PRIMARY KEY);\nINSERT INTO a VALUES (1);\n' +
        'CREATE TABLE b (id int PRIMARY KEY) ENGINE=InnoDB PAGE_COMPRESSED=1;\nINSERT INTO b VALUES (2);\n',
    );
    expect(
      await server.query('SELECT a.id AS a, b.id AS b FROM a, b', {
        database: 'restored',
      }),
    ).toEqual([{ a: 1, b: 2 }]);
  });

  it('keeps what a table says of its rows', async () => {
    const { server } = await bootSmall();
    const table =
      'CREATE TABLE `t` (\n  `id` int(11) NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8';
    await load(server, `${table};\n`);
    expect(
      await server.query('SHOW CREATE TABLE t', { database: 'restored' }),
    ).toEqual([{ Table: 't', 'Create Table': table }]);
  });

  it('still refuses what no server takes', async () => {
    const { server } = await bootSmall();
    await expect(
      load(
        server,
        'CREATE TABLE t (id int PRIMARY KEY);\nINSERT INTO t VALUES (1), (1);\n',
      ),
    ).rejects.toMatchObject({ name: 'BackupFault', code: 'load-error' });
  });

  it('leaves the place of tables to the profile', async () => {
    const { server } = await bootSmall({ innodb_file_per_table: '1' });
    await load(server, 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=InnoDB;\n');
    expect(server.settings.innodb_file_per_table).toBe('ON');
  });
});

describe('A server for a backup of unknown size', () => {
  const room = new ScratchRoom();
  afterAll(() => room.clean());

  it('has its redo log on disk and a file for each table', async () => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    const [line] = await processesNaming(`--datadir=${workDir}`);
    expect(line).not.toContain(MEMORY_FOLDER);
    await server.load(dumpOf('CREATE TABLE t (id int PRIMARY KEY);\n'), {
      signal: never,
    });
    const file = join(workDir, 'mariadb', 'data', 'restored', 't.ibd');
    expect((await stat(file)).isFile()).toBe(true);
  });
});
