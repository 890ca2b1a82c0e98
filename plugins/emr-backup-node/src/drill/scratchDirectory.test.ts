import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RestoreEngine } from '../contracts';
import { describeProcess, type ProcessMark } from './processMark';
import { reapScratch } from './reapScratch';
import {
  createScratchDirectory,
  removeScratchDirectory,
} from './scratchDirectory';

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

  async function deadProcess() {
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    const mark = await describeProcess(child.pid ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    return mark;
  }

  /** A scratch directory whose maker is dead. */
  async function deadScratch(name = 'dead-1', owner?: ProcessMark) {
    const mark = owner ?? (await deadProcess());
    const directory = path.join(workDir, `emr-drill-${name}`);
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

  it('finishes in the same process a removal that broke off', async () => {
    const directory = await createScratchDirectory({ workDir, drillId: 'own' });
    await fs.mkdir(path.join(directory, 'mariadb'));
    const breaksOff = jest
      .spyOn(fs, 'rm')
      .mockRejectedValueOnce(new Error('it is busy'));
    await expect(removeScratchDirectory(directory)).rejects.toThrow('busy');
    breaksOff.mockRestore();
    expect((await reapScratch(workDir, [])).drillIds).toEqual(['own']);
    expect(await fs.readdir(workDir)).toEqual([]);
  });

  it('keeps no dead drill because of another that cannot be removed', async () => {
    await deadScratch('dead-1');
    await deadScratch('dead-2');
    const stuck: RestoreEngine = {
      ...engine([]),
      reap: async directory => {
        if (directory.endsWith('dead-1')) throw new Error('it is busy');
        return 0;
      },
    };
    await expect(reapScratch(workDir, [stuck])).rejects.toThrow('busy');
    expect(await fs.readdir(workDir)).toEqual(['emr-drill-dead-1']);
  });

  describe('that something works in', () => {
    const started: ChildProcess[] = [];
    afterEach(() => {
      for (const child of started.splice(0)) child.kill('SIGKILL');
    });
    /** A process that no engine knows, in a session of its own as scratch servers are. */
    async function worker(cwd: string, args = ['60']) {
      const child = spawn('sleep', args, { cwd, detached: true });
      started.push(child);
      await once(child, 'spawn');
      return { child, gone: once(child, 'exit') };
    }

    it('is removed with whatever works in it, known to an engine or not', async () => {
      const dead = await deadScratch();
      const { gone } = await worker(dead);
      await reapScratch(workDir, [engine([])]);
      expect(await gone).toEqual([null, 'SIGKILL']);
      expect(await fs.readdir(workDir)).toEqual([]);
    });

    it('keeps what works in it while its drill lives, and ends it when it is wiped', async () => {
      const alive = await createScratchDirectory({ workDir, drillId: 'alive' });
      const { child, gone } = await worker(alive);
      await reapScratch(workDir, [engine([])]);
      expect(child.signalCode).toBeNull();
      await removeScratchDirectory(alive);
      expect(await gone).toEqual([null, 'SIGKILL']);
    });

    it('was removed by hand: what still works there is ended', async () => {
      const dead = await deadScratch();
      const { gone } = await worker(dead);
      await fs.rm(dead, { recursive: true });
      await reapScratch(workDir, [engine([])]);
      expect(await gone).toEqual([null, 'SIGKILL']);
    });

    it('is another than the one whose name it begins with', async () => {
      await deadScratch('dead-1');
      const other = path.join(workDir, 'emr-drill-dead-10');
      await fs.mkdir(other);
      const { child } = await worker(other);
      await reapScratch(workDir, [engine([])]);
      expect(child.signalCode).toBeNull();
      expect(await fs.readdir(workDir)).toEqual(['emr-drill-dead-10']);
    });
  });

  it('knows that a process is dead whose parent never asked for it', async () => {
    // It ends once its parent is a program that asks for nobody.
    const parent = spawn('sh', [
      '-c',
      '(until grep -q sleep /proc/$$/comm; do :; done) & echo $!; exec sleep 60',
    ]);
    try {
      const [told] = await once(parent.stdout, 'data');
      const pid = Number(String(told));
      const state = () => fs.readFile(`/proc/${pid}/stat`, 'utf8');
      while (!/\) Z /.test(await state())) await delay(10);
      await deadScratch('zombie-1', await describeProcess(pid));
      expect((await reapScratch(workDir, [])).drillIds).toEqual(['dead']);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('removes what its process was killed over before it was a scratch directory, and leaves what is being made', async () => {
    const { rename } = fs;
    const killedHere = jest.spyOn(fs, 'rename').mockImplementation(() => {
      throw new Error('killed');
    });
    await expect(createScratchDirectory({ workDir })).rejects.toThrow();
    killedHere.mockRestore();
    expect(fs.rename).toBe(rename);
    const [ours] = await fs.readdir(workDir);
    await reapScratch(workDir, []);
    expect(await fs.readdir(workDir)).toEqual([ours]);
    const { pid } = await deadProcess();
    await fs.rename(
      path.join(workDir, ours),
      path.join(workDir, ours.replace(`-${process.pid}-`, `-${pid}-`)),
    );
    await reapScratch(workDir, []);
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
