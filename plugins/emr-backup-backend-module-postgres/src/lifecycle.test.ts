import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  emrBackupEnginesExtensionPoint,
  type DumpSource,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import engineModule, { createPostgresEngine } from './index';
import { processesBelow } from './server/processes';
import { bootScratch } from './testing/drill';

jest.setTimeout(120_000);

const never = new AbortController().signal;
const asRoot = process.getuid?.() === 0 ? describe : describe.skip; // Only root can mount or change the user.

/** Rows without end, until somebody stops reading. */
function endless(): DumpSource {
  return {
    kind: 'pg-plain',
    name: 'an endless dump',
    database: 'scratch',
    open: async () =>
      Readable.from(
        (async function* rows() {
          yield Buffer.from('CREATE TABLE t (a text);\nCOPY t FROM stdin;\n');
          for (;;) {
            yield Buffer.from(`${'x'.repeat(1000)}\n`.repeat(50));
            await sleep(1);
          }
        })(),
        { objectMode: false },
      ),
  };
}

async function postmasterOf(workDir: string): Promise<number> {
  const file = join(workDir, 'postgres', 'data', 'postmaster.pid');
  return Number((await readFile(file, 'utf8')).split('\n')[0]);
}

describe('a scratch server', () => {
  it('keeps what its processes share below its own directory, where a killed one is wiped', async () => {
    const scratch = await bootScratch();
    try {
      const shared = join(scratch.workDir, 'postgres', 'data', 'pg_dynshmem');
      expect(await readdir(shared)).toContainEqual(
        expect.stringMatching(/^mmap\./),
      );
    } finally {
      await scratch.end();
    }
  });

  it('listens on nothing but a socket in a directory only its account can enter', async () => {
    const scratch = await bootScratch();
    try {
      const data = join(scratch.workDir, 'postgres', 'data');
      expect((await stat(data)).mode & 0o777).toBe(0o700);
      expect(await readdir(data)).toContain('.s.PGSQL.5432');
      const [row] = await scratch.server.query(
        `SELECT current_setting('listen_addresses') AS tcp, current_setting('autovacuum') AS autovacuum, current_setting('fsync') AS fsync, current_setting('is_superuser') AS super, current_setting('server_encoding') AS encoding, current_setting('lc_collate') AS collate`,
        { database: 'postgres' },
      );
      expect(row).toEqual({
        tcp: '',
        autovacuum: 'off',
        fsync: 'off',
        super: 'off',
        encoding: 'UTF8',
        collate: 'C',
      });
      expect(scratch.server.version).toMatch(/^\d+\.\d+/);
      expect(scratch.server.settings).toMatchObject({ shared_buffers: '32MB' });
    } finally {
      await scratch.end();
    }
    expect(await processesBelow(scratch.workDir)).toEqual([]);
  });

  it('works below a path that is too long for a socket', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'emr-pg-long-'));
    await chmod(parent, 0o755);
    const workDir = join(parent, 'x'.repeat(120));
    await mkdir(workDir);
    const server = await createPostgresEngine().boot({
      workDir,
      settings: {},
      signal: never,
    });
    try {
      expect(
        await server.query('SELECT 1 AS one', { database: 'postgres' }),
      ).toEqual([{ one: 1 }]);
    } finally {
      await server.stop();
      await rm(parent, { recursive: true });
    }
  });

  it('killed in the middle of a load is our error and not the backup’s', async () => {
    const scratch = await bootScratch();
    try {
      const pid = await postmasterOf(scratch.workDir);
      await expect(
        scratch.server.load(endless(), {
          signal: never,
          onProgress: () => process.kill(pid, 'SIGKILL'),
        }),
      ).rejects.toMatchObject({
        name: 'DrillFault',
        code: 'internal',
        message: expect.stringContaining('SIGKILL'),
      });
    } finally {
      await scratch.end();
    }
    expect(await processesBelow(scratch.workDir)).toEqual([]);
  });

  it('goes, with all its processes, when its drill is cancelled', async () => {
    const scratch = await bootScratch();
    await expect(
      scratch.server.load(endless(), {
        signal: scratch.controller.signal,
        onProgress: () =>
          scratch.controller.abort(new Error('cancelled by a test')),
      }),
    ).rejects.toThrow('cancelled by a test');
    await scratch.end();
    expect(await processesBelow(scratch.workDir)).toEqual([]);
  });

  it('does not start for a drill that was cancelled before', async () => {
    const workDir = await mkdtemp(join(tmpdir(), 'emr-pg-cancelled-'));
    await expect(
      createPostgresEngine().boot({
        workDir,
        settings: {},
        signal: AbortSignal.abort(new Error('cancelled by a test')),
      }),
    ).rejects.toThrow('cancelled by a test');
    expect(await processesBelow(workDir)).toEqual([]);
    await rm(workDir, { recursive: true });
  });

  it('left behind by a dead drill is reaped, and its neighbour is not', async () => {
    const [dead, neighbour] = await Promise.all([bootScratch(), bootScratch()]);
    try {
      const engine = createPostgresEngine();
      expect(await engine.reap(dead.workDir)).toBe(1);
      while ((await processesBelow(dead.workDir)).length > 0) await sleep(20);
      expect(await engine.reap(dead.workDir)).toBe(0);
      expect(
        await neighbour.server.query('SELECT 1 AS one', {
          database: 'postgres',
        }),
      ).toEqual([{ one: 1 }]);
    } finally {
      await Promise.all([dead.end(), neighbour.end()]);
    }
  });

  it('refuses profile settings that open it, and names those PostgreSQL does not know', async () => {
    await expect(bootScratch({ listen_addresses: '*' })).rejects.toMatchObject({
      code: 'profile-invalid',
    });
    await expect(bootScratch({ no_such_setting: '1' })).rejects.toMatchObject({
      code: 'profile-invalid',
      message: expect.stringContaining('"no_such_setting"'),
    });
  });

  it('is asked for by name when it is not installed', async () => {
    await expect(
      createPostgresEngine({ binDir: '/nonexistent' }).probe(),
    ).rejects.toMatchObject({ name: 'DrillFault', code: 'engine-missing' });
    expect((await createPostgresEngine().probe()).version).toMatch(/^\d+/);
  });
});

asRoot('a scratch server started by root', () => {
  it('on a full disk is our error and not the backup’s', async () => {
    const disk = await mkdtemp(join(tmpdir(), 'emr-pg-disk-'));
    const run = promisify(execFile);
    await run('mount', [
      '-t',
      'tmpfs',
      '-o',
      'size=120m,mode=755',
      'tmpfs',
      disk,
    ]);
    try {
      const workDir = join(disk, 'drill');
      await mkdir(workDir);
      const server = await createPostgresEngine().boot({
        workDir,
        settings: { shared_buffers: '16MB', max_wal_size: '32MB' },
        signal: never,
      });
      try {
        await expect(
          server.load(endless(), { signal: never }),
        ).rejects.toMatchObject({ name: 'DrillFault', code: 'scratch-full' });
      } finally {
        await server.stop();
      }
    } finally {
      await run('umount', [disk]);
      await rm(disk, { recursive: true });
    }
  });

  it('runs as an account that is not root', async () => {
    const scratch = await bootScratch();
    try {
      const pid = await postmasterOf(scratch.workDir);
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      const [, uid] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
      expect(Number(uid)).toBeGreaterThan(0);
      expect(status).toMatch(/^Groups:\s*$/m);
    } finally {
      await scratch.end();
    }
  });
});

describe('the backend module', () => {
  it('registers the engine on the extension point', async () => {
    const engines: RestoreEngine[] = [];
    const host = createBackendPlugin({
      pluginId: 'emr-backup',
      register(reg) {
        reg.registerExtensionPoint(emrBackupEnginesExtensionPoint, {
          addEngine: engine => engines.push(engine),
        });
        reg.registerInit({
          deps: {},
          async init() {
            // Only the extension point is wanted.
          },
        });
      },
    });
    await startTestBackend({
      features: [host, engineModule, mockServices.rootConfig.factory()],
    });
    expect(engines.map(it => it.name)).toEqual(['postgres']);
    expect(engines[0].accepts).toEqual(
      expect.arrayContaining([
        ...engines[0].physical,
        ...engines[0].directories,
      ]),
    );
  });
});
