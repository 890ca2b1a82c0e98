import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RestoreEngine } from '../contracts';
import { describeProcess } from './processMark';
import { reapScratch } from './reapScratch';
import { createScratchDirectory } from './scratchDirectory';

describe('scratch directories', () => {
  let workDir: string;
  beforeEach(async () => {
    workDir = await fs.mkdtemp(path.join(os.tmpdir(), 'scratch-test-'));
  });
  afterEach(() => fs.rm(workDir, { recursive: true, force: true }));

  const engine = (reaped: string[]): RestoreEngine => ({
    name: 'fake',
    accepts: [],
    physical: [],
    directories: [],
    probe: async () => ({ version: '1' }),
    boot: async () => {
      throw new Error('the reaper boots nothing');
    },
    reap: async directory => reaped.push(directory),
  });

  /** A scratch directory whose maker is dead. */
  async function deadScratch() {
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    const mark = await describeProcess(child.pid ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const directory = path.join(workDir, 'emr-drill-dead-1');
    await fs.mkdir(directory);
    await fs.writeFile(
      path.join(directory, 'owner.json'),
      JSON.stringify({ drillId: 'dead', ...mark }),
    );
    return directory;
  }

  it('reaps what a dead drill left, servers first, and only that', async () => {
    const alive = await createScratchDirectory({ workDir, drillId: 'alive' });
    const dead = await deadScratch();
    const other = path.join(workDir, 'somebody-elses');
    await fs.mkdir(other);
    const reaped: string[] = [];

    const result = await reapScratch(workDir, [engine(reaped)]);

    expect(result.drillIds).toEqual(['dead']);
    expect(reaped).toEqual([dead]);
    const left = (await fs.readdir(workDir)).sort();
    expect(left).toEqual([path.basename(alive), 'somebody-elses'].sort());
  });

  it('finds again what it could not remove to the end', async () => {
    const dead = await deadScratch();
    await fs.mkdir(path.join(dead, 'mariadb'));
    await fs.mkdir(path.join(dead, 'zz'));
    const { rm } = fs;
    const breaksOff = jest
      .spyOn(fs, 'rm')
      .mockImplementation((file, how) =>
        String(file).endsWith('zz')
          ? Promise.reject(new Error('it is busy'))
          : rm(file, how),
      );
    await expect(reapScratch(workDir, [engine([])])).rejects.toThrow('busy');
    breaksOff.mockRestore();

    const again = await reapScratch(workDir, [engine([])]);
    expect(again.drillIds).toEqual(['dead']);
    expect(await fs.readdir(workDir)).toEqual([]);
  });

  it('reaps a directory that has long been without a mark, not one that is being made', async () => {
    const made = path.join(workDir, 'emr-drill-made-1');
    const forgotten = path.join(workDir, 'emr-drill-forgotten-1');
    await fs.mkdir(made);
    await fs.mkdir(forgotten);
    const then = new Date(Date.now() - 3_600_000);
    await fs.utimes(forgotten, then, then);
    const reaped: string[] = [];
    await reapScratch(workDir, [engine(reaped)]);
    expect(reaped).toEqual([forgotten]);
    expect(await fs.readdir(workDir)).toEqual(['emr-drill-made-1']);
  });

  it('knows a process id that the system gave to another process', async () => {
    const directory = path.join(workDir, 'emr-drill-reused-1');
    await fs.mkdir(directory);
    await fs.writeFile(
      path.join(directory, 'owner.json'),
      JSON.stringify({
        drillId: 'reused',
        ...(await describeProcess(process.pid)),
        startedTicks: '1',
      }),
    );
    const result = await reapScratch(workDir, []);
    expect(result.drillIds).toEqual(['reused']);
  });

  it('leaves the drills of other hosts alone', async () => {
    const directory = path.join(workDir, 'emr-drill-elsewhere-1');
    await fs.mkdir(directory);
    await fs.writeFile(
      path.join(directory, 'owner.json'),
      JSON.stringify({ drillId: 'elsewhere', host: 'another', pid: 1 }),
    );
    expect((await reapScratch(workDir, [])).drillIds).toEqual([]);
  });

  it('has nothing to reap where no drill ever ran', async () => {
    expect(await reapScratch(path.join(workDir, 'missing'), [])).toEqual({
      drillIds: [],
      servers: 0,
    });
  });

  it('lets unprivileged servers enter a work directory that root keeps to itself, not list it', async () => {
    await fs.chmod(workDir, 0o700);
    await createScratchDirectory({ workDir });
    const { mode } = await fs.stat(workDir);
    // Only root runs servers as another user.
    expect(mode & 0o077).toBe(process.getuid?.() === 0 ? 0o011 : 0);
  });

  it('names the work directory that cannot be written', async () => {
    const file = path.join(workDir, 'a-file');
    await fs.writeFile(file, '');
    await expect(createScratchDirectory({ workDir: file })).rejects.toThrow(
      expect.objectContaining({
        code: 'scratch-unwritable',
        message: expect.stringContaining(file),
      }),
    );
  });
});
