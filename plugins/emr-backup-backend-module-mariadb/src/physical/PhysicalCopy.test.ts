import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DumpSource } from '@emr-backup/plugin-emr-backup-node';
import { EMR_FACTS } from '../__testUtils__/emrSchema';
import { never, ScratchRoom } from '../__testUtils__/scratch';
import { digests, SourceServer } from '../__testUtils__/sourceServer';

const run = promisify(execFile);
jest.setTimeout(180_000);

describe('Starting from a physical backup', () => {
  const room = new ScratchRoom();
  let backup: string;
  let archive: string;
  let hotCopy: string;
  let expected: Record<string, unknown>;

  beforeAll(async () => {
    const source = await SourceServer.create(room);
    expected = await digests(source.server, 'emr');
    const dir = await room.dir();
    backup = join(dir, 'backup');
    archive = join(dir, 'backup.xb');
    hotCopy = join(dir, 'hot');
    const tool = [
      'mariabackup',
      `--defaults-file=${source.clientFile}`,
      '--backup',
      `--datadir=${source.dataDir}`,
    ];
    await run(tool[0], [...tool.slice(1), `--target-dir=${backup}`]);
    await run('sh', [
      '-c',
      'out=$1; shift; exec "$@" --stream=xbstream > "$out"',
      'sh',
      archive,
      ...tool,
    ]);
    await cp(source.dataDir, hotCopy, {
      recursive: true,
      filter: path => !/\.(sock|pid)$/.test(path),
    });
  });
  afterAll(() => room.clean());

  /** Starts from a copy of a folder that was staged below the work dir. */
  const start = async (
    kind: DumpSource['kind'],
    from: string,
    change?: (directory: string) => Promise<void>,
  ) => {
    const workDir = await room.dir();
    const directory = join(await mkdtemp(join(workDir, 'staged-')), 'copy');
    await cp(from, directory, { recursive: true });
    await change?.(directory);
    const source = { kind, name: 'copy', directory, database: 'restored' };
    return room.bootIn(workDir, {}, source);
  };
  const startStream = async (file: string) =>
    room.bootIn(
      await room.dir(),
      {},
      {
        kind: 'xbstream',
        name: 'backup.xb',
        database: 'restored',
        open: async () => createReadStream(file),
      },
    );
  const faultOf = (starting: Promise<unknown>) =>
    starting.then(
      () => undefined,
      error => ({ name: error.name, code: error.code }),
    );
  const overwrite = async (path: string, from: number, bytes: Buffer) => {
    const file = await open(path, 'r+');
    await file.write(bytes, 0, bytes.length, from);
    await file.close();
  };

  it.each(['mariabackup', 'xbstream', 'mariadb-datadir'] as const)(
    'brings every row back from a %s',
    async kind => {
      const server =
        kind === 'xbstream'
          ? await startStream(archive)
          : await start(kind, kind === 'mariabackup' ? backup : hotCopy);
      expect(await server.databases()).toEqual(['emr']);
      expect(await digests(server, 'emr')).toEqual(expected);
      const { tables, views, ...counts } = EMR_FACTS;
      expect(await server.inspect()).toMatchObject(counts);
      expect(await server.checkTables?.({ signal: never })).toEqual({
        checked: tables.length,
        damaged: [],
      });
      await expect(
        server.query('SELECT * FROM patient_note_count', { database: 'emr' }),
      ).rejects.toThrow('error 1449');
    },
  );

  it.each([
    ['of rows', 3, 1],
    ['of values outside their rows', 4, 100],
  ])('finds damaged pages %s by reading the tables', async (_, from, pages) => {
    const server = await start('mariabackup', backup, async directory => {
      // Prepared first: the redo log would mend the damage.
      await run('mariabackup', [
        '--no-defaults',
        '--prepare',
        `--target-dir=${directory}`,
      ]);
      const file = await open(join(directory, 'emr', 'document.ibd'), 'r+');
      for (let page = from; page < from + pages; page += 1) {
        await file.write(Buffer.alloc(64, 0xa5), 0, 64, page * 16384 + 200);
      }
      await file.close();
    });
    const checking = server.checkTables?.({ signal: never });
    const answer = await checking?.catch(error => ({ damaged: error.code }));
    expect([['emr.document'], 'table-corrupt']).toContainEqual(answer?.damaged);
  });

  it('tells a backup whose system tablespace is damaged', async () => {
    const fault = await faultOf(
      start('mariadb-datadir', hotCopy, directory =>
        overwrite(join(directory, 'ibdata1'), 0, Buffer.alloc(65536, 0x5a)),
      ),
    );
    expect(fault).toEqual({ name: 'BackupFault', code: 'table-corrupt' });
  });

  it('tells a backup that never came to its end', async () => {
    const fault = await faultOf(
      start('mariabackup', backup, directory =>
        rm(join(directory, 'xtrabackup_checkpoints')),
      ),
    );
    expect(fault).toEqual({ name: 'BackupFault', code: 'truncated' });
  });

  it.each(['11.8.2-MariaDB', '8.0.35'])(
    'says that a backup of server %s needs another server',
    async version => {
      const starting = start('mariabackup', backup, async directory => {
        const path = join(directory, 'xtrabackup_info');
        const info = await readFile(path, 'utf8');
        await writeFile(
          path,
          info.replace(/^server_version = .*$/m, `server_version = ${version}`),
        );
      });
      await expect(starting).rejects.toMatchObject({
        name: 'DrillFault',
        code: 'engine-version',
        message: expect.stringContaining(version),
      });
    },
  );

  it('tells an xbstream archive that was cut off, damaged, or leads out of its folder', async () => {
    const whole = await readFile(archive);
    const broken = join(await room.dir(), 'broken.xb');
    const faultWith = async (bytes: Buffer) => {
      await writeFile(broken, bytes);
      return (await faultOf(startStream(broken)))?.code;
    };
    expect(await faultWith(whole.subarray(0, 500_000))).toBe('truncated');

    const flipped = Buffer.from(whole);
    flipped[400_000] ^= 0xff;
    expect(await faultWith(flipped)).toBe('archive-damaged');

    const end = Buffer.from('XBSTCK01\0E\0\0\0\0../../../evil', 'latin1');
    end.writeUInt32LE('../../../evil'.length, 10);
    expect(await faultWith(end)).toBe('archive-damaged');

    const checkpoints = whole.lastIndexOf('xtrabackup_checkpoints');
    const cut = whole.lastIndexOf(
      'XBSTCK01',
      whole.indexOf('xtrabackup_checkpoints'),
    );
    expect(checkpoints).toBeGreaterThan(cut);
    expect(await faultWith(whole.subarray(0, cut))).toBe('truncated');
  });
});
