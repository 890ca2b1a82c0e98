import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { createMariadbEngine } from '../MariadbEngine';
import {
  dumpOf,
  never,
  processesNaming,
  ScratchRoom,
} from '../__testUtils__/scratch';

const run = promisify(execFile);
jest.setTimeout(120_000);

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? describe : describe.skip; // Only root can mount or change the user.

describe('A scratch server', () => {
  const room = new ScratchRoom();
  afterAll(() => room.clean());

  const fault = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      error => ({ name: error.name, code: error.code, message: error.message }),
    );
  const row = (n: number) => `INSERT INTO t VALUES ('${'x'.repeat(n)}');\n`;

  /** A dump whose stream stays open after its first part. */
  const endless = () => {
    const stream = new PassThrough();
    stream.write('CREATE TABLE t (a longtext);\n');
    return { stream, source: { ...dumpOf(''), open: async () => stream } };
  };
  const pidOf = async (workDir: string) =>
    Number(await readFile(join(workDir, 'mariadb', 'pid'), 'utf8'));

  it('has the settings of the profile, and permissive ones beside them', async () => {
    const server = await room.boot({
      default_storage_engine: 'Aria',
      lower_case_table_names: '1',
    });
    expect(server.settings).toMatchObject({
      default_storage_engine: 'Aria',
      lower_case_table_names: '1',
      innodb_strict_mode: 'OFF',
      sql_mode: '',
      time_zone: '+00:00',
    });
  });

  it.each([
    [{ no_such_setting: '1' }, 'refuses the setting "no_such_setting"'],
    [{ sql_mode: 'NO_SUCH_MODE' }, 'refuses the setting "sql_mode"'],
    [{ 'bad name': '1' }, '"bad name"'],
    [{ skip_networking: '0' }, 'may not be changed'],
    [{ plugin_load_add: 'x.so' }, 'may not be changed'],
    [{ sql_mode: 'a\nb' }, 'control character'],
    [
      { default_storage_engine: 'NoSuchEngine' },
      'does not know the storage engine NoSuchEngine',
    ],
  ])('does not start with the settings %j', async (settings, part) => {
    const workDir = await room.dir();
    const boot = room.engine.boot({ workDir, settings, signal: never });
    expect(await fault(boot)).toEqual({
      name: 'DrillFault',
      code: 'engine-start',
      message: expect.stringContaining(part),
    });
    expect(await processesNaming(workDir)).toEqual([]);
  });

  it('names the Debian package when no server is installed', async () => {
    const engine = createMariadbEngine({ mariadbd: '/nowhere/mariadbd' });
    expect(await fault(engine.probe())).toEqual({
      name: 'DrillFault',
      code: 'engine-missing',
      message:
        'The program /nowhere/mariadbd is not installed here. On Debian it comes with the package mariadb-server.',
    });
    await expect(room.engine.probe()).resolves.toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  it('cannot be reached by others, and shows no password', async () => {
    const workDir = await room.dir();
    await room.bootIn(workDir);
    const [line] = await processesNaming(`--datadir=${workDir}`);
    expect(line).toContain('--skip-networking');
    expect(line).not.toContain('--skip-grant-tables');
    const secret = join(workDir, 'mariadb', 'secret', 'client.cnf');
    const [, password] =
      /password=(\w+)/.exec(await readFile(secret, 'utf8')) ?? [];
    expect(password).toHaveLength(48);
    expect(await processesNaming(password)).toEqual([]);
    for (const path of [secret, join(workDir, 'mariadb')]) {
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
    await expect(
      run('mariadb', [
        '--no-defaults',
        `--socket=${join(workDir, 'mariadb', 's')}`,
        '--user=root',
      ]),
    ).rejects.toThrow('Access denied');
  });

  it('starts in a work dir whose path is too long for a socket', async () => {
    const workDir = join(await room.dir(), 'x'.repeat(100));
    const server = await room.bootIn(workDir);
    expect(await server.databases()).toEqual([]);
    const [line] = await processesNaming(`--datadir=${workDir}`);
    const socketDir = /--socket=(\S+)\/s\b/.exec(line)?.[1] ?? '';
    expect((await stat(socketDir)).mode & 0o077).toBe(0);
    await server.stop();
    await expect(stat(socketDir)).rejects.toThrow('ENOENT');
  });

  it('leaves no folder of its socket when it is reaped', async () => {
    const dir = await room.dir();
    const workDir = join(dir, 'x'.repeat(100));
    await room.bootIn(workDir);
    const [line] = await processesNaming(`--datadir=${workDir}`);
    const socketDir = /--socket=(\S+)\/s\b/.exec(line)?.[1] ?? '';
    process.kill(await pidOf(workDir), 'SIGKILL');
    await room.engine.reap(dir);
    await expect(stat(socketDir)).rejects.toThrow('ENOENT');
  });

  it('leaves no process behind when it is aborted in the middle of a load', async () => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    const { stream, source } = endless();
    const abort = new AbortController();
    const loading = server.load(source, { signal: abort.signal });
    stream.write(row(200_000));
    setTimeout(() => abort.abort(new Error('cancelled by a person')), 200);
    await expect(loading).rejects.toThrow('cancelled by a person');
    expect(stream.destroyed).toBe(true);
    await server.stop();
    expect(await processesNaming(workDir)).toEqual([]);
  });

  it('leaves no process behind when it is aborted while it starts', async () => {
    const workDir = await room.dir();
    const abort = new AbortController();
    const booting = room.engine.boot({
      workDir,
      settings: {},
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(new Error('cancelled by a person')), 100);
    await expect(booting).rejects.toThrow('cancelled by a person');
    expect(await processesNaming(workDir)).toEqual([]);
  });

  it('is a fault of ours when it is killed in the middle of a load', async () => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    const { stream, source } = endless();
    const loading = fault(server.load(source, { signal: never }));
    const pid = await pidOf(workDir);
    setTimeout(() => {
      process.kill(pid, 'SIGKILL');
      stream.end(row(2_000_000));
    }, 200);
    expect(await loading).toEqual({
      name: 'DrillFault',
      code: 'engine-start',
      message: 'The scratch server was killed from outside during the drill.',
    });
    expect(
      await fault(server.query('SELECT 1', { database: 'restored' })),
    ).toMatchObject({ name: 'DrillFault' });
  });

  it('is a fault of ours when it is killed before its tables are checked', async () => {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    const dump = dumpOf('CREATE TABLE t (id int PRIMARY KEY);');
    await server.load(dump, { signal: never });
    process.kill(await pidOf(workDir), 'SIGKILL');
    const broken = { name: 'DrillFault', code: 'engine-start' };
    expect(await fault(server.databases())).toMatchObject(broken);
    // The connection knows by now that it is closed, and must not take that for a damaged table.
    const checking = Promise.resolve(server.checkTables?.({ signal: never }));
    expect(await fault(checking)).toMatchObject(broken);
    expect(await fault(server.inspect())).toMatchObject(broken);
  });

  it('is reaped by its folder, and no other server is', async () => {
    const [mine, other] = [await room.dir(), await room.dir()];
    await room.bootIn(join(mine, 'drill-1'));
    const kept = await room.bootIn(other);
    expect(await room.engine.reap(join(mine, 'drill'))).toBe(0);
    expect(await room.engine.reap(mine)).toBe(1);
    expect(await processesNaming(`--datadir=${mine}`)).toEqual([]);
    expect(await kept.databases()).toEqual([]);
    expect(await room.engine.reap(mine)).toBe(0);
  });

  it('is not booted where no folder can be', async () => {
    const file = join(await room.dir(), 'file');
    await run('touch', [file]);
    expect(await fault(room.bootIn(join(file, 'below')))).toMatchObject({
      name: 'DrillFault',
      code: 'scratch-unwritable',
    });
  });

  asRoot('started by root', () => {
    it('never runs as root', async () => {
      const workDir = await room.dir();
      await room.bootIn(workDir);
      const status = await readFile(
        `/proc/${await pidOf(workDir)}/status`,
        'utf8',
      );
      expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).not.toBe('0');
      expect(/^Groups:(.*)$/m.exec(status)?.[1].trim()).toBe('');
    });

    it('is a fault of ours when the disk below it is full', async () => {
      const mount = join(await room.dir(), 'small');
      await mkdir(mount);
      await run('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', mount]);
      try {
        const server = await room.bootIn(join(mount, 'drill'));
        const sql = `CREATE TABLE t (a longtext) ENGINE=InnoDB;\n${Array.from(
          { length: 200 },
          () => row(1_000_000),
        ).join('')}`;
        expect(
          await fault(server.load(dumpOf(sql), { signal: never })),
        ).toMatchObject({ name: 'DrillFault', code: 'scratch-full' });
        await server.stop();
        expect(await fault(room.bootIn(join(mount, 'second')))).toMatchObject({
          name: 'DrillFault',
          code: 'scratch-full',
          message: expect.stringMatching(/\d+ bytes free/),
        });
      } finally {
        await run('umount', ['-l', mount]);
      }
    });

    it('names a folder on the way that its account may not enter', async () => {
      const closed = join(await room.dir(), 'closed');
      await mkdir(closed, { mode: 0o700 });
      expect(await fault(room.bootIn(join(closed, 'drill')))).toEqual({
        name: 'DrillFault',
        code: 'scratch-unwritable',
        message: expect.stringContaining(
          `The folder ${closed} may not be entered`,
        ),
      });
    });

    it('works the same for a user who is not root', async () => {
      const home = await room.dir();
      const nobody = 65534;
      await chown(home, nobody, nobody);
      process.setegid?.(nobody);
      process.seteuid?.(nobody);
      try {
        const workDir = join(home, 'drill');
        const server = await room.bootIn(workDir);
        await server.load(dumpOf(`CREATE TABLE t (a longtext);\n${row(10)}`), {
          signal: never,
        });
        expect(
          await server.query('SELECT COUNT(*) AS n FROM t', {
            database: 'restored',
          }),
        ).toEqual([{ n: 1 }]);
        expect((await stat(join(workDir, 'mariadb', 'data'))).uid).toBe(nobody);
        await server.stop();
      } finally {
        process.seteuid?.(0);
        process.setegid?.(0);
      }
    });
  });
});
